/** 走访服务: planned, made, or cancelled; and 无事不扰, who was called on a short while ago. Pure. */
import { z } from 'zod';
import { restDayName } from '../calendar/workdays.ts';
import { addDays, daysBetween } from '../clock.ts';

export const visitStatuses = ['planned', 'made', 'cancelled'] as const;
export type VisitStatus = (typeof visitStatuses)[number];

export const visitStatusLabels: Readonly<Record<VisitStatus, string>> = {
  planned: '计划走访',
  made: '已走访',
  cancelled: '已取消',
};

/** As a list tells them apart: a plan whose day has passed, and which nobody wrote down, is no more a plan to come. */
export const visitStandings = ['planned', 'unrecorded', 'made', 'cancelled'] as const;
export type VisitStanding = (typeof visitStandings)[number];

export const visitStandingLabels: Readonly<Record<VisitStanding, string>> = {
  ...visitStatusLabels,
  /** What a plan is called once its day has passed. */
  unrecorded: '待记录',
};

/** Said of a day that a visit is planned for, and never a bar; '' for an ordinary one. `day`, `today`: YYYY-MM-DD. */
export function plannedDayHint(day: string, today: string): string {
  const rest = restDayName(day);
  const isFar = day > `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return [
    ...(rest === '' ? [] : [`这一天是${rest}，企业可能休息。`]),
    ...(isFar ? ['这一天在一年以后，请核对年份。'] : []),
  ].join('');
}

/** Coupled: they change as one. Dates are YYYY-MM-DD or ''. */
export const visitTiming = z.object({
  status: z.enum(visitStatuses),
  plannedOn: z.string(),
  visitedOn: z.string(),
  /** Why it was cancelled, or put off. */
  reason: z.string(),
});
export type VisitTiming = z.output<typeof visitTiming>;

/** A plan whose day has passed waits to be written down. `today`: YYYY-MM-DD. */
export function visitStandingOf(
  { status, plannedOn }: Pick<VisitTiming, 'status' | 'plannedOn'>,
  today: string,
): VisitStanding {
  return status === 'planned' && plannedOn < today ? 'unrecorded' : status;
}

/** The day it was made, or else is planned for. */
export function visitDay({ status, plannedOn, visitedOn }: VisitTiming): string {
  return status === 'made' ? visitedOn : plannedOn;
}

/** 企业反映情况; where nobody has said anything yet, why he goes, or does not. */
export function saidText({
  timing: { status, reason },
  purpose,
  said,
}: {
  readonly timing: VisitTiming;
  readonly purpose: string;
  readonly said: string;
}): string {
  if (said !== '') return said;
  if (status === 'cancelled') return reason === '' ? '' : `取消原因：${reason}`;
  return purpose === '' ? '' : `走访事由：${purpose}`;
}

/** Who calls on the enterprise: as he was called on that day. */
export const visitLeader = z.object({ personId: z.string(), name: z.string(), post: z.string() });
export type VisitLeader = z.output<typeof visitLeader>;

/** Whether they are one person: by his record, or by his name where one of them has none. */
export function isSameLeader(a: VisitLeader, b: VisitLeader): boolean {
  if (a.personId !== '' && b.personId !== '') return a.personId === b.personId;
  return a.name.trim() !== '' && a.name.trim() === b.name.trim();
}

/**
 * Whether a visit may have been the planned one: what another leader plans for a later day is still to come. `date`,
 * `day`: YYYY-MM-DD.
 */
export function mayHaveBeen(
  plan: { readonly date: string; readonly leader: VisitLeader },
  visit: { readonly day: string; readonly leader: VisitLeader },
): boolean {
  return plan.date <= visit.day || isSameLeader(plan.leader, visit.leader);
}

/** Somebody who calls, or inspects, on a day. */
export interface Call {
  readonly id: string;
  readonly kind: 'visit' | 'inspection';
  /** YYYY-MM-DD */
  readonly date: string;
  readonly isMade: boolean;
  readonly who: string;
}

export interface QuietCheck {
  /** Calls made within the days before, the latest first. */
  readonly recent: readonly Call[];
  /** Visits planned around the day that are still to come: one trip may do for both; the earliest first. */
  readonly planned: readonly Call[];
  /** Visits planned around the day whose own day is over, and that nobody wrote down; the latest first. */
  readonly unrecorded: readonly Call[];
}

/**
 * 无事不扰: what speaks against another trip on `date`. `quietDays` on either side of it. An inspection that is only planned is
 * told to nobody who visits.
 */
export function quietCheck(
  calls: readonly Call[],
  { date, quietDays, today }: { readonly date: string; readonly quietDays: number; readonly today: string },
): QuietCheck {
  const near = calls.filter((call) => Math.abs(daysBetween(call.date, date)) <= quietDays);
  const plans = near.filter(({ kind, isMade }) => kind === 'visit' && !isMade);
  return {
    recent: near
      .filter(({ isMade, date: day }) => isMade && day <= date)
      .toSorted((a, b) => (a.date > b.date ? -1 : 1)),
    planned: plans.filter(({ date: day }) => day >= today).toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    unrecorded: plans.filter(({ date: day }) => day < today).toSorted((a, b) => (a.date > b.date ? -1 : 1)),
  };
}

export type VisitEvery = 'month' | 'quarter';

/** The first and the last day of the month, or of its quarter. `month`: YYYY-MM. */
export function visitPeriod(
  month: string,
  every: VisitEvery,
): { readonly fromDate: string; readonly toDate: string } {
  const [year, number] = [month.slice(0, 4), Number(month.slice(5))];
  const first = every === 'month' ? number : number - ((number - 1) % 3);
  const last = every === 'month' ? number : first + 2;
  const monthText = (of: number): string => `${year}-${String(of).padStart(2, '0')}`;
  const after = last === 12 ? `${Number(year) + 1}-01-01` : `${monthText(last + 1)}-01`;
  return { fromDate: `${monthText(first)}-01`, toDate: addDays(after, -1) };
}
