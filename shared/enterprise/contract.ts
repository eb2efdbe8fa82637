/** 企业台账 and 一企一册: what the window may ask of the ledger. */
import { z } from 'zod';
import { entityId } from '../log/operation.ts';
import { linkKinds } from '../person/rules.ts';
import { readableHistoryEntry, seenHeads } from '../record/contract.ts';
import { action, command, query } from '../rpc.ts';
import { levelCount } from './level-count.ts';
import { levelKeys } from './levels.ts';
import { enterpriseProfile, optionalDate, poolMembership } from './schema.ts';
import { planRecord, titleRecord } from './title-contract.ts';

const id = entityId;
const idOnly = z.object({ id });

/** 没有 … : asks for those without any. */
export const noneFilter = 'none';
export const poolStates = ['in', 'left', 'never'] as const;

/** Filters of the list. An absent one accepts all; several values of one filter are alternatives. */
export const enterpriseFilter = z.object({
  /** Any part of a name, code, pinyin or initials. */
  text: z.string().max(200).default(''),
  /** Town ids, or `none`. */
  towns: z.array(z.string().max(80)).max(100).optional(),
  /** Highest or other levels held today, or `none`. */
  levels: z.array(z.enum([...levelKeys, noneFilter])).optional(),
  planYears: z.array(z.int()).optional(),
  planLevels: z.array(z.enum(levelKeys)).optional(),
  pool: z.array(z.enum(poolStates)).optional(),
  /** Kinds of links that are missing today. */
  missingLinks: z.array(z.enum(linkKinds)).optional(),
  industry: z.string().max(200).optional(),
  mainProduct: z.string().max(200).optional(),
  address: z.string().max(200).optional(),
});
export type EnterpriseFilter = z.output<typeof enterpriseFilter>;

export const enterpriseSortKeys = [
  'name',
  'town',
  'level',
  'pool',
  'foundedOn',
  'creditCode',
  'changedAt',
] as const;
export type EnterpriseSortKey = (typeof enterpriseSortKeys)[number];
export const enterpriseSort = z.object({ key: z.enum(enterpriseSortKeys), order: z.enum(['asc', 'desc']) });
export type EnterpriseSort = z.output<typeof enterpriseSort>;

/** What a cell of the list needs; see shared/enterprise/columns.ts. */
export const enterpriseRow = z.object({
  id: z.string(),
  name: z.string(),
  formerNames: z.array(z.string()),
  shortName: z.string(),
  creditCode: z.string(),
  townId: z.string(),
  townName: z.string(),
  sampleAssignment: z.boolean(),
  address: z.string(),
  industry: z.string(),
  mainProduct: z.string(),
  legalRepresentative: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  foundedOn: z.string(),
  note: z.string(),
  pool: poolMembership.nullable(),
  /** Levels held today, lowest first. */
  levels: z.array(z.enum(levelKeys)),
  /** Levels that have expired and are not held again. */
  expiredLevels: z.array(z.enum(levelKeys)),
  plans: z.array(z.object({ year: z.int(), level: z.enum(levelKeys) })),
  /** Names linked today, by kind. */
  links: z.object({
    'city-leader': z.array(z.string()),
    'town-leader': z.array(z.string()),
    department: z.array(z.string()),
  }),
  changedAtMs: z.int(),
});
export type EnterpriseRow = z.output<typeof enterpriseRow>;

export const dossier = z.object({
  ...enterpriseRow.shape,
  /** The program's date, on which levels and titles are judged. */
  today: z.string(),
  heads: seenHeads,
  /** Fields with several concurrent values, to be decided by a person. */
  conflicts: z.array(z.string()),
  titles: z.array(titleRecord),
  planEntries: z.array(planRecord),
  /** This desk may change the profile. */
  editable: z.boolean(),
  /** At a town that gave it away: to whom ('' when to nobody) and when; its records stay here, read-only, for a while. */
  handedOver: z.object({ toTown: z.string(), onDate: z.string() }).nullable(),
  removable: z.boolean(),
  /** How much lies in each section. */
  counts: z.object({
    links: z.int(),
    filings: z.int(),
    visits: z.int(),
    problems: z.int(),
    attachments: z.int(),
  }),
});
export type Dossier = z.output<typeof dossier>;

const similar = z.object({
  id: z.string(),
  name: z.string(),
  townName: z.string(),
  creditCode: z.string(),
  reason: z.enum(['credit-code', 'name', 'former-name']),
});
export type SimilarEnterprise = z.output<typeof similar>;

const removedEnterprise = z.object({
  id: z.string(),
  name: z.string(),
  creditCode: z.string(),
  /** '' when it was not assigned. */
  townName: z.string(),
  removedAtMs: z.int(),
  /** 市发改委 or the town, its 经办人 and laptop: who removed it. */
  unit: z.string(),
  officer: z.string(),
  deviceName: z.string(),
});
export type RemovedEnterprise = z.output<typeof removedEnterprise>;

const ids = z.array(id).min(1, { message: '请先选择企业' }).max(5000);
const changed = z.object({ changed: z.int() });

/** False for one that another town keeps now: its records are only read here. */
const editable = z.boolean();

export const enterpriseContract = {
  'enterprise.list': query(
    z.object({
      filter: enterpriseFilter,
      sort: enterpriseSort,
      offset: z.int().min(0),
      limit: z.int().min(1).max(1000),
    }),
    z.array(enterpriseRow),
  ),
  /** Apart from the list, so that turning a page does not count again. */
  'enterprise.count': query(z.object({ filter: enterpriseFilter }), z.object({ total: z.int() })),
  /** Years that occur in plans, for the filter. */
  'enterprise.planYears': query(z.object({}), z.array(z.int())),
  /**
   * Held today; granted, and planned to be applied for, in a year: where none is asked for the one that runs, or the last
   * for which there are plans. `years` to choose from, the latest first.
   */
  'enterprise.levels': query(
    z.object({ year: z.int().min(1900).max(2199).optional() }),
    z.object({ year: z.int(), years: z.array(z.int()), levels: z.array(levelCount) }),
  ),
  /** A few enterprises for a picker, the likeliest first; where none has the text, those that sound the same. */
  'enterprise.pick': query(
    z.object({ text: z.string().max(200), limit: z.int().min(1).max(50).default(20) }),
    z.array(
      enterpriseRow
        .pick({ id: true, name: true, shortName: true, creditCode: true, townName: true })
        .extend({ editable, soundsAlike: z.boolean() }),
    ),
  ),
  /** Of those that are in the ledger. */
  'enterprise.names': query(
    z.object({ ids: z.array(id).max(5000) }),
    z.array(enterpriseRow.pick({ id: true, name: true }).extend({ editable })),
  ),
  'enterprise.get': query(idOnly, dossier),
  /** Enterprises that may be the same one: equal code, or a name that differs in width and blanks only. */
  'enterprise.similar': query(
    z.object({ name: z.string().max(200), creditCode: z.string().max(60), exceptId: id.optional() }),
    z.array(similar),
  ),
  'enterprise.create': command(
    z.object({
      profile: enterpriseProfile,
      /** The city may assign it at once. */
      townId: z.string().max(40).default(''),
      duplicateAccepted: z.boolean().default(false),
    }),
    idOnly,
  ),
  'enterprise.update': command(
    z.object({ id, changes: enterpriseProfile.partial(), seen: seenHeads }),
    z.object({ id: z.string(), conflicts: z.array(z.string()) }),
  ),
  'enterprise.remove': command(idOnly, z.null()),
  /** Those that carry the reversible mark, the latest removed first. */
  'enterprise.removed': query(z.object({}), z.array(removedEnterprise), { side: 'city' }),
  'enterprise.restore': command(idOnly, z.null(), { side: 'city' }),
  /** Every change of the enterprise and all that belongs to it, in words, latest first. */
  'enterprise.history': query(
    z.object({ id, limit: z.int().min(1).max(2000).default(500) }),
    z.array(readableHistoryEntry),
  ),
  /** Meeting notes whose topics or decisions name the enterprise, latest first. */
  'enterprise.meetings': query(
    idOnly,
    z.array(
      z.object({
        id: z.string(),
        month: z.string(),
        heldOn: z.string(),
        chair: z.string(),
        mentions: z.array(z.string()),
      }),
    ),
  ),
  /** 分派到镇区; '' takes an assignment back. */
  'enterprise.assign': command(z.object({ ids, townId: z.string().max(80) }), changed, { side: 'city' }),
  /** 入库, 出库 on a date. */
  'enterprise.setPool': command(z.object({ ids, member: z.boolean(), date: optionalDate }), changed, {
    side: 'city',
  }),
  /** 一企一册 on paper, as HTML for the preview. */
  'enterprise.paperPreview': action(idOnly, z.object({ html: z.string() })),
  /** Saves the paper where the officer says; null when cancelled. */
  'enterprise.exportPaper': action(
    z.object({ id, format: z.enum(['pdf', 'docx']) }),
    z.object({ path: z.string() }).nullable(),
  ),
  'enterprise.print': action(idOnly, z.object({ printed: z.boolean() })),
  /** Saves the list as it is shown to an .xlsx file; null when the officer cancels. */
  'enterprise.export': action(
    z.object({
      filter: enterpriseFilter,
      sort: enterpriseSort,
      columns: z.array(z.string()).min(1, { message: '请至少选择一列' }),
    }),
    z.object({ path: z.string(), rows: z.int() }).nullable(),
  ),
};
