/** The three clocks of a filing (87号 四(四) and the note under 附件6), in Asia/Shanghai. Pure. */
import { addDays, isDate, localDate, startOfDayMs } from '../clock.ts';
import { unknownHolidayText, workdayAfter, workdayUpTo } from '../calendar/workdays.ts';
import type { FilingPolicy } from './policy.ts';
import type { Demand, FilingProgress, FilingVerdict } from './rules.ts';

/**
 * waiting: not begun, or not due yet. due: its day has come. overdue: past and not done. late: done, after its time.
 * offered: better done, and not required (any more). ask: only the DRC can say whether it is required.
 */
export const clockStates = [
  'waiting',
  'due',
  'overdue',
  'done',
  'late',
  'offered',
  'not-required',
  'ask',
] as const;
export type ClockState = (typeof clockStates)[number];

export const clockStateLabels: Readonly<Record<ClockState, string>> = {
  waiting: '未到时间',
  due: '应办',
  overdue: '已逾期',
  done: '已完成',
  late: '已补办（逾期）',
  offered: '建议办理',
  'not-required': '不作要求',
  ask: '请示市发改委',
};

export const clockKeys = ['report', 'notify', 'send'] as const;
export type ClockKey = (typeof clockKeys)[number];

export const clockLabels: Readonly<Record<ClockKey, string>> = {
  report: '提前报告市政府及部门负责人',
  notify: '通报挂钩联系市领导',
  send: '处置结论次日报送联系市领导',
};

export interface FilingClock {
  readonly key: ClockKey;
  readonly label: string;
  /** 00:00 of the day of inspection, or 23:59:59 of the last day for sending; null until that day is known. */
  readonly dueAtMs: number | null;
  /** 17:00 of the last day on which an office can still do it. */
  readonly remindAtMs: number | null;
  readonly doneAtMs: number | null;
  readonly state: ClockState;
}

const hourMs = 3_600_000;
const remindHour = 17;

export interface ClockFacts {
  readonly verdict: Pick<FilingVerdict, ClockKey>;
  readonly nextDay: FilingPolicy['nextDay'];
  /** Planned, YYYY-MM-DD or '' */
  readonly inspectionDate: string;
  readonly progress: FilingProgress;
  /** When the filings that this one puts right were sent. */
  readonly toldAtMs: readonly number[];
}

export function filingClocks(facts: ClockFacts, nowMs: number): FilingClock[] {
  const { progress, verdict } = facts;
  const inspection = progress.inspectedOn || facts.inspectionDate;
  const beforehand = deadline('before', inspection);
  const sending = deadline(facts.nextDay, progress.concludedOn);
  return [
    clock('report', verdict.report.demand, beforehand, progress.reportedAtMs, nowMs),
    clock('notify', verdict.notify.demand, beforehand, progress.notifiedAtMs, nowMs),
    sendClock(facts, sending, nowMs),
  ];
}

/**
 * The form that is put right reached the leader when it was sent: whether that was in time is decided by the first sending
 * that could tell of this conclusion, on its day or after it. Sending the corrected one is offered then, and never overdue.
 */
function sendClock(
  { verdict, progress, toldAtMs }: ClockFacts,
  due: Deadline | null,
  nowMs: number,
): FilingClock {
  const { demand } = verdict.send;
  const { concludedOn, sentAtMs } = progress;
  const own = clock('send', demand, due, sentAtMs, nowMs);
  const told = toldAtMs.filter((atMs) => concludedOn !== '' && localDate(atMs) >= concludedOn);
  if (demand !== 'required' || due === null || told.length === 0) return own;
  const firstAtMs = Math.min(...told);
  if (firstAtMs >= due.endMs) return { ...own, doneAtMs: sentAtMs ?? firstAtMs, state: 'late' };
  return { ...own, state: sentAtMs === null ? 'offered' : 'done' };
}

/** Something the officer should do, or should have done. */
export function isPressing(clock: FilingClock): boolean {
  return clock.state === 'due' || clock.state === 'overdue';
}

/** Reported beforehand, and the day of the inspection is past: what was found, or that it did not take place, is not recorded. */
export function awaitsInspectionRecord(
  { inspectionDate, progress }: Pick<ClockFacts, 'inspectionDate' | 'progress'>,
  nowMs: number,
): boolean {
  return progress.status === 'reported' && isDate(inspectionDate) && inspectionDate < localDate(nowMs);
}

/** YYYY-MM-DD: the last day on which it is in time, until 24 时. */
export function deadlineDay(dueAtMs: number): string {
  return localDate(dueAtMs - 1);
}

/** The last day on which it is in time, by its end: 2026年11月23日24时前. */
export function deadlineText(dueAtMs: number): string {
  const [year, month, day] = deadlineDay(dueAtMs).split('-').map(Number);
  return `${year}年${month}月${day}日24时前`;
}

interface Deadline {
  readonly dueAtMs: number;
  /** Exclusive: from here on it is late. */
  readonly endMs: number;
  /** When its day begins, and when to remind on it. */
  readonly opensAtMs: number;
  readonly remindAtMs: number;
}

const deadlines = new Map<string, Deadline | null>();
const mostDeadlines = 10_000;

/** Many filings share a day, and its neighbours are looked up one by one: remembered, since it never changes. */
function deadline(rule: 'before' | FilingPolicy['nextDay'], date: string): Deadline | null {
  const key = `${rule} ${date}`;
  let found = deadlines.get(key);
  if (found === undefined) {
    found = rule === 'before' ? beforeDay(date) : dayAfter(date, rule);
    if (deadlines.size >= mostDeadlines) deadlines.clear();
    deadlines.set(key, found);
  }
  return found;
}

/** 必须提前: no number of days is stated, so any moment before the day of the inspection is in time. */
function beforeDay(date: string): Deadline | null {
  if (!isDate(date)) return null;
  const endMs = startOfDayMs(date);
  return { dueAtMs: endMs, endMs, ...remindOn(workdayUpTo(addDays(date, -1))) };
}

/**
 * 次日: the calendar day, and when offices are closed on it the reminder comes on the workday before; or, where the DRC so
 * answered, the next workday.
 */
function dayAfter(date: string, nextDay: FilingPolicy['nextDay']): Deadline | null {
  if (!isDate(date)) return null;
  const last = nextDay === 'workday' ? workdayAfter(date) : addDays(date, 1);
  const endMs = startOfDayMs(addDays(last, 1));
  return { dueAtMs: endMs - 1000, endMs, ...remindOn(workdayUpTo(last, date)) };
}

function remindOn(day: string): { opensAtMs: number; remindAtMs: number } {
  const opensAtMs = startOfDayMs(day);
  return { opensAtMs, remindAtMs: opensAtMs + remindHour * hourMs };
}

/** Said beside the clocks when a day they count with lies in a year whose holidays are not known; '' otherwise. */
export function unknownHolidays({
  inspectionDate,
  progress,
}: Pick<ClockFacts, 'inspectionDate' | 'progress'>): string {
  const inspection = progress.inspectedOn || inspectionDate;
  // The days that are counted to: before the one, after the other.
  return unknownHolidayText([
    ...(isDate(inspection) ? [addDays(inspection, -1), inspection] : []),
    ...(isDate(progress.concludedOn) ? [progress.concludedOn, addDays(progress.concludedOn, 1)] : []),
  ]);
}

function clock(
  key: ClockKey,
  demand: Demand,
  due: Deadline | null,
  doneAtMs: number | null,
  nowMs: number,
): FilingClock {
  return {
    key,
    label: clockLabels[key],
    dueAtMs: due?.dueAtMs ?? null,
    remindAtMs: due?.remindAtMs ?? null,
    doneAtMs,
    state: stateOf(demand, due, doneAtMs, nowMs),
  };
}

function stateOf(demand: Demand, due: Deadline | null, doneAtMs: number | null, nowMs: number): ClockState {
  if (doneAtMs !== null) {
    return demand === 'required' && due !== null && doneAtMs >= due.endMs ? 'late' : 'done';
  }
  if (demand === 'ask') return 'ask';
  if (demand === 'not-required' || demand === 'exempt') return 'not-required';
  if (due === null || nowMs < due.opensAtMs) return 'waiting';
  if (demand === 'offered') return 'offered';
  return nowMs >= due.endMs ? 'overdue' : 'due';
}

/** Days between two dates, either way round. */
export function daysApart(a: string, b: string): number {
  return Math.round(Math.abs(startOfDayMs(a) - startOfDayMs(b)) / (24 * hourMs));
}

/** Whether a moment lies on a day before `date`. */
export function isBeforeDay(atMs: number, date: string): boolean {
  return localDate(atMs) < date;
}
