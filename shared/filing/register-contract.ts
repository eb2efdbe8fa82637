/** 检查报备台账: the list of all filings, filtered, sorted and page by page. */
import { z } from 'zod';
import { dateMessage, isDate } from '../clock.ts';
import { entityId } from '../log/operation.ts';
import { query } from '../rpc.ts';
import { filingStandings } from './case.ts';
import { filingClock } from './contract.ts';
import { filingDomains, filingStatuses, filingTriggers } from './rules.ts';

const date = z.string().refine(isDate, dateMessage);

const filingRow = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  enterpriseName: z.string(),
  townName: z.string(),
  inspectingUnit: z.string(),
  inspectionDate: z.string(),
  trigger: z.enum(filingTriggers),
  domain: z.enum(filingDomains),
  leader: z.string(),
  thisConclusion: z.string(),
  status: z.enum(filingStatuses),
  /** 〔2026〕3号; '' for none. */
  number: z.string(),
  /** Another filing of the unit has the same number. */
  isNumberShared: z.boolean(),
  standing: z.enum(filingStandings),
  /** 入库企业首次环保、安全、消防检查. */
  isSoftFirst: z.boolean(),
  /** What is to be done next, or null. */
  pressing: filingClock.nullable(),
});
export type FilingRow = z.output<typeof filingRow>;

export const filingFilter = z.object({
  /** Any part of the enterprise's name, pinyin or code, or of the unit. */
  text: z.string().max(200).default(''),
  enterpriseId: entityId.optional(),
  statuses: z.array(z.enum(filingStatuses)).optional(),
  standings: z.array(z.enum(filingStandings)).optional(),
  domains: z.array(z.enum(filingDomains)).optional(),
  triggers: z.array(z.enum(filingTriggers)).optional(),
  /** Years of 检查日期: 2026. */
  years: z
    .array(z.string().regex(/^\d{4}$/))
    .max(300)
    .optional(),
  /** Towns that the enterprises are assigned to; '' for those that none is. */
  towns: z.array(z.string().max(100)).max(200).optional(),
  /** Any part of 检查处置单位. */
  unit: z.string().max(200).optional(),
  /** Any part of the date: 2026-11. */
  date: z.string().max(10).optional(),
  fromDate: date.optional(),
  toDate: date.optional(),
  /** Only 入库企业首次环保、安全、消防检查. */
  softFirst: z.literal(true).optional(),
  /** Only those with a clock that has run out. */
  overdue: z.literal(true).optional(),
});
export type FilingFilter = z.output<typeof filingFilter>;

export const filingSort = z.object({
  key: z.enum(['number', 'enterpriseName', 'inspectingUnit', 'inspectionDate', 'status']),
  order: z.enum(['asc', 'desc']),
});
export type FilingSort = z.output<typeof filingSort>;

const statisticsRow = z.object({
  key: z.string(),
  label: z.string(),
  inspections: z.int(),
  planned: z.int(),
  first: z.int(),
  firstConcluded: z.int(),
  soft: z.int(),
  due: z.int(),
  inTime: z.int(),
});

const statistics = z.object({
  total: statisticsRow,
  units: z.array(statisticsRow),
  domains: z.array(statisticsRow),
  months: z.array(statisticsRow),
  enterprises: z.array(statisticsRow),
  towns: z.array(statisticsRow),
});

export const filingRegisterContract = {
  /** By the day of the inspection, both days included; void and corrected filings left out. */
  'filing.statistics': query(z.object({ fromDate: date, toDate: date }), statistics),
  'filing.list': query(
    z.object({
      filter: filingFilter,
      sort: filingSort.default({ key: 'inspectionDate', order: 'desc' }),
      offset: z.int().min(0),
      limit: z.int().min(1).max(1000),
    }),
    z.object({ rows: z.array(filingRow), total: z.int() }),
  ),
  /** The years of 检查日期 that there are filings of, the latest first. */
  'filing.years': query(z.object({}), z.array(z.string())),
};
