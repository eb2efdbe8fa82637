import { findBulletin } from '../../db/bulletin.ts';
import { requireIdentity } from '../../db/identity.ts';
import { countNewRows, markSeen, newBundles } from '../../db/news.ts';
import type { ReadDb } from '../../db/sql.ts';
import { recordsTakenIn, type TakenRecord, valuesBefore } from '../../db/taken-in.ts';
import { untoldRecords } from '../../db/untold.ts';
import { bulletinEntity } from '../../shared/bulletin/entity.ts';
import { filingEntity } from '../../shared/filing/entity.ts';
import { mostNews, mostNewsBundles, type newsContract } from '../../shared/news/contract.ts';
import { peerNames } from '../party-names.ts';
import { readableNames } from '../readable-names.ts';
import { latestChanges, titleOfRecord } from '../record-changes.ts';
import type { HandlersOf } from '../rpc.ts';

export const newsHandlers: HandlersOf<typeof newsContract> = {
  'news.list': (db, { most }) => {
    const self = requireIdentity(db);
    const bundles = newBundles(db);
    const rows = countNewRows(db, bundles, self.deviceId, mostNews + 1);
    const untold = untoldRecords(db);
    // Whoever sits before a leader's laptop may sit in the enterprise: of inspections it tells nothing by itself.
    const isTold = ({ entityType, entityId }: { readonly entityType: string; readonly entityId: string }) =>
      (self.leaderId === '' || !entityType.startsWith(filingEntity.type)) && !untold.has(entityId);
    const records =
      rows > mostNews ? null : recordsTakenIn(db, bundles, self.deviceId).filter((record) => isTold(record));
    const isOffice = self.side === 'city' && self.leaderId === '';
    const told = records && latestChanges(db, isOffice ? records : sinceIssue(db, records), most);
    const nameOf = peerNames(db, self);
    return {
      bundles: bundles
        .slice(-mostNewsBundles)
        .map(({ id, peerSide, townId, peerLeaderId, officer, atMs }) => ({
          id,
          peerName: nameOf({ side: peerSide, townId, leaderId: peerLeaderId }),
          officer,
          atMs,
        }))
        .toReversed(),
      saves: records?.reduce((total, { saves }) => total + saves, 0) ?? rows,
      places: told?.places ?? 0,
      changes: told?.changes ?? null,
      issued: issuedBulletins(db, records ?? []).map((id) => ({
        id,
        title: titleOfRecord(db, bulletinEntity.type, id, readableNames(db)),
      })),
      upTo: bundles.at(-1)?.n ?? 0,
    };
  },
  'news.seen': (db, { upTo }) => {
    markSeen(db, upTo);
    return null;
  },
};

/** A bulletin begins with its issue outside the city's office: nobody there was told what its draft said. */
function sinceIssue(db: ReadDb, records: readonly TakenRecord[]): TakenRecord[] {
  const bulletins = records.filter(({ entityType }) => entityType === bulletinEntity.type);
  const before = valuesBefore(db, bulletins);
  const issued = bulletins.filter(({ fields }) => {
    const issuedOn = fields.get('issuedOn');
    return issuedOn && issuedOn.after !== '' && before('issuedOn', issuedOn).every((day) => day === '');
  });
  const ids = new Set(issued.map(({ entityId }) => entityId));
  const anew = (fields: TakenRecord['fields']): TakenRecord['fields'] =>
    new Map([...fields].map(([field, { after }]) => [field, { parents: [], after }]));
  return records.map((record) =>
    ids.has(record.entityId) ? { ...record, fields: anew(record.fields) } : record,
  );
}

/** Ids, the latest first: issued, and not taken back for certain. */
function issuedBulletins(db: ReadDb, records: readonly TakenRecord[]): string[] {
  const issued = records.filter(
    ({ entityType, standing, fields }) =>
      entityType === bulletinEntity.type &&
      // Disputed while its removal is in question: its readers have it.
      (standing === 'applied' || standing === 'disputed') &&
      (fields.get('issuedOn')?.after ?? '') !== '',
  );
  const latest = issued.toSorted((a, b) => b.lastRow - a.lastRow).map(({ entityId }) => entityId);
  return [...new Set(latest)].filter((id) => (findBulletin(db, id)?.issuedOn ?? '') !== '');
}
