import { writeEnterprise } from '../../db/assignment.ts';
import { randomId } from '../../db/crypto.ts';
import { countSections, meetingsNaming, openConflicts } from '../../db/dossier.ts';
import { deleteDraftsOf } from '../../db/draft.ts';
import { type EnterpriseRecord, findEnterprise, isRemovedEnterprise } from '../../db/enterprise.ts';
import { countEnterprises, listEnterpriseIds } from '../../db/enterprise-list.ts';
import { enterpriseRows } from '../../db/enterprise-row.ts';
import { findSimilar } from '../../db/enterprise-similar.ts';
import { handedOver } from '../../db/handover.ts';
import { seenHeadsOf } from '../../db/heads.ts';
import { appendWrite } from '../../db/log/append.ts';
import { plansByEnterprise, planYears } from '../../db/plan.ts';
import { findEnterpriseIds, soundingAlike } from '../../db/search/find.ts';
import type { ReadDb, WriteDb } from '../../db/sql.ts';
import { titlesByEnterprise } from '../../db/title.ts';
import { listTowns, townNames } from '../../db/town.ts';
import { localDate } from '../../shared/clock.ts';
import type { Dossier, enterpriseContract } from '../../shared/enterprise/contract.ts';
import { enterpriseEntity, planEntity, titleEntity } from '../../shared/enterprise/entity.ts';
import { titleStateOn } from '../../shared/enterprise/rules.ts';
import type { PoolMembership } from '../../shared/enterprise/schema.ts';
import { AppError } from '../../shared/errors.ts';
import { authorOf } from '../desk.ts';
import { isEditable, requireEditable, requireEnterprise } from '../editable.ts';
import { type DossierPaper, dossierDocx, dossierHtml } from '../documents/dossier.ts';
import { renderPdf } from '../documents/pdf.ts';
import { gatherDossierPaper } from '../dossier-paper.ts';
import { exportEnterprises } from '../enterprise-export.ts';
import { enterpriseHistory } from '../readable-history.ts';
import { removedEnterprises } from '../removed-enterprises.ts';
import { levelCountsToday } from '../level-counts.ts';
import type { HandlerContext, HandlersOf } from '../rpc.ts';
import { savePaper } from '../save-paper.ts';
import { isServed, servedElsewhere } from '../served.ts';
import { openDesk, type Services } from '../services.ts';

export const enterpriseHandlers: HandlersOf<typeof enterpriseContract> = {
  'enterprise.list': (db, { filter, sort, offset, limit }, { nowMs }) => {
    const date = localDate(nowMs);
    const townIds = listTowns(db).map((town) => town.id);
    const ids = listEnterpriseIds(db, filter, sort, { offset, limit }, { date, townIds });
    return enterpriseRows(db, ids, date);
  },
  'enterprise.count': (db, { filter }, { nowMs }) => ({
    total: countEnterprises(db, filter, localDate(nowMs)),
  }),
  'enterprise.pick': (db, { text, limit }, context) => {
    const date = localDate(context.nowMs);
    const byName = { key: 'name', order: 'asc' } as const;
    const found =
      text.trim() === ''
        ? listEnterpriseIds(db, { text: '' }, byName, { offset: 0, limit }, { date, townIds: [] })
        : findEnterpriseIds(db, text, limit);
    const soundsAlike = found.length === 0;
    const ids = soundsAlike ? soundingAlike(db, 'enterprise', text, limit) : found;
    return enterpriseRows(db, ids, date).map(({ id, name, shortName, creditCode, townName }) => ({
      id,
      name,
      shortName,
      creditCode,
      townName,
      editable: isServed(db, requireEnterprise(db, id), context),
      soundsAlike,
    }));
  },
  'enterprise.names': (db, { ids }, context) =>
    ids.flatMap((id) => {
      const found = findEnterprise(db, id);
      return found ? [{ id, name: found.name, editable: isEditable(db, found, context) }] : [];
    }),
  'enterprise.planYears': (db) => planYears(db),
  'enterprise.levels': (db, { year }, context) =>
    levelCountsToday(db, context.nowMs, servedElsewhere(db, context), year),
  'enterprise.get': (db, { id }, context) => toDossier(db, requireEnterprise(db, id), context),
  'enterprise.similar': (db, { name, creditCode, exceptId }) =>
    findSimilar(db, { name, creditCode, exceptId: exceptId ?? '' }),

  'enterprise.create': (db, { profile, townId, duplicateAccepted }, { desk, nowMs }) => {
    const [similar] = findSimilar(db, { ...profile, exceptId: '' });
    if (similar && !duplicateAccepted)
      throw new AppError('enterprise.looks-duplicate', { name: similar.name });
    const assigned = desk.identity.side === 'city' && townId !== '';
    if (assigned) requireTown(db, townId);
    const id = randomId();
    const fields = assigned ? { ...profile, townId, sampleAssignment: false } : profile;
    writeEnterprise(db, authorOf(desk.identity, nowMs), { id, fields });
    return { id };
  },
  'enterprise.update': (db, { id, changes, seen }, context) => {
    requireEditable(db, id, context);
    appendWrite(db, authorOf(context.desk.identity, context.nowMs), {
      spec: enterpriseEntity,
      id,
      partition: id,
      fields: changes,
      seen,
    });
    const open = openConflicts(db, enterpriseEntity.type, id);
    return { id, conflicts: open.filter((field) => field in changes) };
  },
  'enterprise.remove': (db, { id }, context) => {
    const enterprise = requireEditable(db, id, context);
    if (!isRemovable(enterprise, context)) throw new AppError('enterprise.not-removable');
    deleteDraftsOf(db, id);
    return mark(db, id, true, context);
  },
  'enterprise.removed': (db) => removedEnterprises(db),
  'enterprise.restore': (db, { id }, context) => {
    if (!isRemovedEnterprise(db, id)) throw new AppError('record.not-found');
    return mark(db, id, false, context);
  },
  'enterprise.meetings': (db, { id }) => {
    const { name, shortName, formerNames } = requireEnterprise(db, id);
    return meetingsNaming(db, [name, shortName, ...formerNames]);
  },
  'enterprise.history': (db, { id, limit }) => enterpriseHistory(db, id, limit),

  'enterprise.assign': (db, { ids, townId }, { desk, nowMs }) => {
    if (townId !== '') requireTown(db, townId);
    const author = authorOf(desk.identity, nowMs);
    let changed = 0;
    for (const id of ids) {
      requireEnterprise(db, id);
      const fields = { townId, sampleAssignment: false };
      if (writeEnterprise(db, author, { id, fields })) changed += 1;
    }
    return { changed };
  },
  'enterprise.setPool': (db, { ids, member, date }, { desk, nowMs }) => {
    const author = authorOf(desk.identity, nowMs);
    let changed = 0;
    for (const id of ids) {
      const pool = poolAfter(requireEnterprise(db, id).pool, member, date);
      if (!pool) continue;
      if (appendWrite(db, author, { spec: enterpriseEntity, id, partition: id, fields: { pool } }))
        changed += 1;
    }
    return { changed };
  },
  'enterprise.export': (services, input) => exportEnterprises(services, input),
  'enterprise.paperPreview': async (services, { id }) => ({ html: paperHtml(services, id) }),
  'enterprise.exportPaper': async (services, { id, format }) => {
    const paper = toPaper(services, id);
    const name = `${paper.enterpriseName}一企一册`;
    return savePaper(
      services,
      { title: '保存一企一册', name, format },
      {
        docx: () => dossierDocx(paper),
        pdf: () => renderPdf(dossierHtml(paper, services.paperFonts()), services.printing.toPdf),
      },
    );
  },
  'enterprise.print': async (services, { id }) => ({
    printed: await services.printing.print(paperHtml(services, id)),
  }),
};

function toPaper(services: Services, id: string): DossierPaper {
  const { db, identity } = openDesk(services);
  return gatherDossierPaper(db, id, { identity, nowMs: services.nowMs() });
}

function paperHtml(services: Services, id: string): string {
  return dossierHtml(toPaper(services, id), services.paperFonts());
}

/** What stands after entering or leaving the pool; null when an enterprise leaves that never was in it. */
function poolAfter(before: PoolMembership | null, member: boolean, date: string): PoolMembership | null {
  if (member) return { member: true, enteredOn: date, leftOn: '' };
  return before ? { member: false, enteredOn: before.enteredOn, leftOn: date } : null;
}

function mark(db: WriteDb, id: string, deleted: boolean, { desk, nowMs }: HandlerContext): null {
  const write = { spec: enterpriseEntity, id, partition: id, fields: { deleted } };
  appendWrite(db, authorOf(desk.identity, nowMs), write);
  return null;
}

function requireTown(db: ReadDb, townId: string): void {
  if (!listTowns(db).some((town) => town.id === townId)) throw new AppError('record.not-found');
}

function handedOverIn(db: ReadDb, id: string, { desk: { identity } }: HandlerContext): Dossier['handedOver'] {
  const found = identity.side === 'town' ? handedOver(db, identity.townId, id) : undefined;
  if (!found) return null;
  const { toTownId, onDate } = found;
  return { toTown: toTownId === '' ? '' : townNames(db)(toTownId), onDate };
}

/** A town may only take back what it entered itself and the city has not assigned. */
function isRemovable(enterprise: EnterpriseRecord, { desk: { identity } }: HandlerContext): boolean {
  return identity.side === 'city' || (enterprise.townId === '' && enterprise.pool === null);
}

function toDossier(db: ReadDb, enterprise: EnterpriseRecord, context: HandlerContext): Dossier {
  const { id } = enterprise;
  const date = localDate(context.nowMs);
  const [row] = enterpriseRows(db, [id], date);
  if (!row) throw new AppError('record.not-found');
  return {
    ...row,
    today: date,
    heads: seenHeadsOf(db, enterpriseEntity.type, id),
    conflicts: openConflicts(db, enterpriseEntity.type, id),
    titles: titlesByEnterprise(db, id).map((title) => ({
      ...title,
      state: titleStateOn(title, date),
      heads: seenHeadsOf(db, titleEntity.type, title.id),
    })),
    planEntries: plansByEnterprise(db, id).map((plan) => ({
      ...plan,
      heads: seenHeadsOf(db, planEntity.type, plan.id),
    })),
    editable: isEditable(db, enterprise, context),
    handedOver: handedOverIn(db, id, context),
    removable: isEditable(db, enterprise, context) && isRemovable(enterprise, context),
    counts: countSections(db, id),
  };
}
