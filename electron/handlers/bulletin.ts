/** 季度信息通报: written at the city, read by all once it was issued. */
import {
  type BulletinRecord,
  bulletinsOf,
  bulletinValues,
  findBulletin,
  listBulletins,
} from '../../db/bulletin.ts';
import { countDisputedFields } from '../../db/conflict.ts';
import { seenHeadsOf } from '../../db/heads.ts';
import { appendWrite } from '../../db/log/append.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import type { ReadDb } from '../../db/sql.ts';
import type { bulletinContract } from '../../shared/bulletin/contract.ts';
import { bulletinEntity } from '../../shared/bulletin/entity.ts';
import { isEmptyQuarter } from '../../shared/bulletin/figures.ts';
import { quarterSpan, quarterText } from '../../shared/bulletin/quarter.ts';
import { localDate } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { cityPartition } from '../../shared/log/operation.ts';
import { countQuarter } from '../bulletin-figures.ts';
import { authorOf, type DeskIdentity } from '../desk.ts';
import { renderPdf } from '../documents/pdf.ts';
import { requireChartPng } from '../documents/png.ts';
import type { HandlersOf } from '../rpc.ts';
import { savePaper } from '../save-paper.ts';
import { openDesk, type Services } from '../services.ts';

export const bulletinHandlers: HandlersOf<typeof bulletinContract> = {
  'bulletin.list': (db, _input, { desk }) =>
    listBulletins(db)
      .filter((bulletin) => isShown(bulletin, desk.identity))
      .map(({ id, quarter, issue, title, unit, issuedOn, highlights, figures, isRemovalOpen }) => ({
        id,
        quarter,
        issue,
        title,
        unit,
        issuedOn,
        highlightCount: highlights.length,
        countedOn: figures?.countedOn ?? '',
        isRemovalOpen,
        disputes: countDisputedFields(db, bulletinEntity.type, id),
        heads: seenHeadsOf(db, bulletinEntity.type, id),
      })),
  'bulletin.get': (db, { id }, { desk }) => {
    const { partition: _, ...bulletin } = requireShown(db, id, desk.identity);
    return {
      ...bulletin,
      editable: isCity(desk.identity),
      disputes: countDisputedFields(db, bulletinEntity.type, id),
      heads: seenHeadsOf(db, bulletinEntity.type, id),
    };
  },
  'bulletin.figures': (db, { quarter }, { nowMs }) => {
    requirePast(quarter, nowMs);
    return countQuarter(db, quarter, nowMs);
  },
  'bulletin.save': (db, { id: known, fields, seen }, { desk, nowMs }) => {
    const before = known === undefined ? undefined : requireShown(db, known, desk.identity);
    requirePast(fields.quarter, nowMs);
    if (fields.figures.quarter !== fields.quarter) throw new AppError('bulletin.other-quarter');
    if (isEmptyQuarter(fields.figures.counts))
      throw new AppError('bulletin.empty-quarter', { quarter: quarterText(fields.quarter) });
    if (bulletinsOf(db, fields.quarter).some(({ id }) => id !== known))
      throw new AppError('bulletin.same-quarter', { quarter: quarterText(fields.quarter) });
    const isIssued = before?.issuedOn === '' && fields.issuedOn !== '';
    if (before && isIssued) requireSettled(db, before.id);
    const id = known ?? newRecordId(cityPartition);
    appendWrite(db, authorOf(desk.identity, nowMs), {
      spec: bulletinEntity,
      id,
      partition: cityPartition,
      fields,
      isRestated: isIssued,
      ...(seen ? { seen } : {}),
    });
    return { id };
  },
  'bulletin.issue': (db, { id, seen }, { desk, nowMs }) => {
    const { issuedOn, quarter, figures } = requireShown(db, id, desk.identity);
    if (issuedOn !== '') return null;
    if (figures === null) throw new AppError('bulletin.unreadable');
    if (bulletinsOf(db, quarter).some((other) => other.id !== id && other.issuedOn !== ''))
      throw new AppError('bulletin.issued-already', { quarter: quarterText(quarter) });
    requireSettled(db, id);
    appendWrite(db, authorOf(desk.identity, nowMs), {
      spec: bulletinEntity,
      id,
      partition: cityPartition,
      // All that is printed goes with it: what is changed elsewhere without knowing of the issue does not reach its readers.
      fields: { ...bulletinValues(db, id), issuedOn: localDate(nowMs) },
      isRestated: true,
      ...(seen ? { seen } : {}),
    });
    return null;
  },
  'bulletin.remove': (db, { id }, { desk, nowMs }) => {
    requireShown(db, id, desk.identity);
    appendWrite(db, authorOf(desk.identity, nowMs), {
      spec: bulletinEntity,
      id,
      partition: cityPartition,
      fields: { deleted: true },
      // Also one that was removed unaware: now it is removed knowing of the issue.
      isRestated: true,
    });
    return null;
  },
  'bulletin.preview': async (services, { id }) => ({ html: await paperHtml(services, id) }),
  'bulletin.exportPaper': async (services, { id, format, pictures }) => {
    const bulletin = requirePrintable(services, id);
    const pngs = new Map(pictures.map(({ key, png }) => [key, requireChartPng(png)]));
    const name = `季度信息通报（${quarterText(bulletin.quarter)}第${bulletin.issue}期）`;
    // The drawing library comes with the first bulletin that is printed.
    const { bulletinDocx } = await import('../documents/bulletin.ts');
    return savePaper(
      services,
      { title: '保存季度信息通报', name, format },
      {
        docx: () => bulletinDocx(bulletin, pngs),
        pdf: async () => renderPdf(await paperHtml(services, id), services.printing.toPdf),
      },
    );
  },
  'bulletin.print': async (services, { id }) => ({
    printed: await services.printing.print(await paperHtml(services, id)),
  }),
};

function isCity({ side, leaderId }: DeskIdentity): boolean {
  return side === 'city' && leaderId === '';
}

/** Until it was issued it is the city's own. */
function isShown({ issuedOn }: BulletinRecord, identity: DeskIdentity): boolean {
  return issuedOn !== '' || isCity(identity);
}

function requireShown(db: ReadDb, id: string, identity: DeskIdentity): BulletinRecord {
  const bulletin = findBulletin(db, id);
  if (!bulletin || !isShown(bulletin, identity)) throw new AppError('record.not-found');
  return bulletin;
}

/** Issuing says all of it again, which would choose between what two laptops wrote: a person does. @throws bulletin.disputed */
function requireSettled(db: ReadDb, id: string): void {
  const count = countDisputedFields(db, bulletinEntity.type, id);
  if (count > 0) throw new AppError('bulletin.disputed', { count });
}

function requirePast(quarter: string, nowMs: number): void {
  if (quarterSpan(quarter).fromDate > localDate(nowMs))
    throw new AppError('bulletin.future-quarter', { quarter: quarterText(quarter) });
}

function requirePrintable(services: Services, id: string) {
  const { db, identity } = openDesk(services);
  const bulletin = requireShown(db, id, identity);
  if (bulletin.figures === null) throw new AppError('bulletin.unreadable');
  return { ...bulletin, figures: bulletin.figures };
}

async function paperHtml(services: Services, id: string): Promise<string> {
  const { bulletinHtml } = await import('../documents/bulletin.ts');
  return bulletinHtml(requirePrintable(services, id), services.paperFonts());
}
