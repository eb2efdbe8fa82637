import { z } from 'zod';
import { isMonth } from '../clock.ts';
import { entityId } from '../log/operation.ts';
import { paperFormat } from '../meeting/contract.ts';
import { action, query } from '../rpc.ts';
import { calendarKinds, calendarStates } from './entry.ts';

const entry = z.object({
  id: z.string(),
  kind: z.enum(calendarKinds),
  date: z.string(),
  state: z.enum(calendarStates),
  recordId: z.string(),
  enterpriseId: z.string(),
  enterpriseName: z.string(),
  townId: z.string(),
  townName: z.string(),
  who: z.string(),
  what: z.string(),
});
const entries = z.array(entry);
const month = z.string().refine(isMonth, { message: '月份应为“年-月”，例如 2026-11' });
/** That a calendar shows. */
export const firstYear = 1900;
export const lastYear = 2199;
const year = z.int().min(firstYear).max(lastYear);

/** 月历 on paper: as it is filtered on the screen. */
const monthPaper = z.object({
  month,
  kinds: z.array(z.enum(calendarKinds)).optional(),
  towns: z.array(z.string().max(100)).max(200).optional(),
});
export type MonthPaper = z.output<typeof monthPaper>;

/** 年历 on paper. `id`: of the enterprise, or of the leader. */
const yearPaper = z.object({ of: z.enum(['enterprise', 'leader']), id: entityId, year });
export type YearPaper = z.output<typeof yearPaper>;

const calendarPaper = z.union([monthPaper, yearPaper]);
export type CalendarPaper = z.output<typeof calendarPaper>;
const paperOf = z.object({ paper: calendarPaper });

export const calendarContract = {
  /** Of the whole desk, in order; at a leader's own nothing of inspections that are only planned. `isCut`: there is more than a month can show, and the rest of it was left out. */
  'calendar.month': query(z.object({ month }), z.object({ entries, isCut: z.boolean() })),
  /** Of the year and the days about it that make pairs with its days. */
  'calendar.ofEnterprise': query(
    z.object({ enterpriseId: entityId, year }),
    z.object({ entries, nearDays: z.int() }),
  ),
  /** His visits, what he promised by when, and the inspections made at the enterprises linked to him. */
  'calendar.ofLeader': query(z.object({ personId: entityId, year }), z.object({ entries })),
  /** 月历 or 年历, as HTML for the preview. Errors: 'record.not-found'; 'rpc.leaders-desk', of another leader at his own. */
  'calendar.paperPreview': action(paperOf, z.object({ html: z.string() })),
  /** Saves it where the officer says; null when cancelled. */
  'calendar.exportPaper': action(
    paperOf.extend({ format: paperFormat }),
    z.object({ path: z.string() }).nullable(),
  ),
  'calendar.printPaper': action(paperOf, z.object({ printed: z.boolean() })),
};
