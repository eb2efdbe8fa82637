/** The three clocks of a filing (87号 四(四) and the note under 附件6), in Asia/Shanghai. Pure. */
import { addDays, isDate, localDate, startOfDayMs } from '../clock.ts';
import type { FilingDuty, FilingProgress } from './rules.ts';

/**
 * waiting: not begun, or not due yet. due: its day has come. overdue: past and not done. late: done, after its time.
 * ask: only the DRC can say whether it is required.
 */
export const clockStates = ['waiting', 'due', 'overdue', 'done', 'late', 'not-required', 'ask'] as const;
export type ClockState = (typeof clockStates)[number];

export const clockStateLabels: Readonly<Record<ClockState, string>> = {
  waiting: '未到时间',
  due: '应办',
  overdue: '已逾期',
  done: '已完成',
  late: '已补办（逾期）',
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
  /** 00:00 of the day of inspection, or 23:59:59 of the day after the conclusion; null until that day is known. */
  readonly dueAtMs: number | null;
  /** 17:00 of the last day on which an office can still do it. */
  readonly remindAtMs: number | null;
  readonly doneAtMs: number | null;
  readonly state: ClockState;
}

const hourMs = 3_600_000;
const remindHour = 17;

export interface ClockFacts {
  readonly duty: FilingDuty;
  /** Planned, YYYY-MM-DD or '' */
  readonly inspectionDate: string;
  readonly progress: FilingProgress;
}

export function filingClocks(facts: ClockFacts, nowMs: number): FilingClock[] {
  const { progress } = facts;
  const inspection = progress.inspectedOn || facts.inspectionDate;
  return [
    clock('report', facts.duty, beforeDay(inspection), progress.reportedAtMs, nowMs),
    clock('notify', facts.duty, beforeDay(inspection), progress.notifiedAtMs, nowMs),
    clock('send', facts.duty, dayAfter(progress.concludedOn), progress.sentAtMs, nowMs),
  ];
}

/** Something the officer should do, or should have done. */
export function isPressing(clock: FilingClock): boolean {
  return clock.state === 'due' || clock.state === 'overdue';
}

/** Reported beforehand, and the day of the inspection is past: what was found, or that it did not take place, is not recorded. */
export function awaitsInspectionRecord(
  { inspectionDate, progress }: Omit<ClockFacts, 'duty'>,
  nowMs: number,
): boolean {
  return progress.status === 'reported' && isDate(inspectionDate) && inspectionDate < localDate(nowMs);
}

/** The last day on which it is in time, by its end: 2026年11月23日24时前. */
export function deadlineText(dueAtMs: number): string {
  const [year, month, day] = localDate(dueAtMs - 1)
    .split('-')
    .map(Number);
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

/** 必须提前: no number of days is stated, so any moment before the day of the inspection is in time. */
function beforeDay(date: string): Deadline | null {
  if (!isDate(date)) return null;
  const endMs = startOfDayMs(date);
  return { dueAtMs: endMs, endMs, ...lastOfficeDay(addDays(date, -1)) };
}

/** 次日 is the calendar day; when it is a Saturday or Sunday the reminder comes on the working day before. */
function dayAfter(date: string): Deadline | null {
  if (!isDate(date)) return null;
  const endMs = startOfDayMs(addDays(date, 2));
  return { dueAtMs: endMs - 1000, endMs, ...lastOfficeDay(addDays(date, 1), date) };
}

/** The last Monday–Friday up to `date`, but not before `earliest`. Public holidays are not known here. */
function lastOfficeDay(date: string, earliest = ''): { opensAtMs: number; remindAtMs: number } {
  let day = date;
  while (isWeekend(day) && day > earliest) day = addDays(day, -1);
  const opensAtMs = startOfDayMs(day);
  return { opensAtMs, remindAtMs: opensAtMs + remindHour * hourMs };
}

/** The Monday–Friday after `date`: the soonest inspection that can still be reported beforehand. */
export function nextOfficeDay(date: string): string {
  let day = addDays(date, 1);
  while (isWeekend(day)) day = addDays(day, 1);
  return day;
}

function isWeekend(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

function clock(
  key: ClockKey,
  duty: FilingDuty,
  deadline: Deadline | null,
  doneAtMs: number | null,
  nowMs: number,
): FilingClock {
  return {
    key,
    label: clockLabels[key],
    dueAtMs: deadline?.dueAtMs ?? null,
    remindAtMs: deadline?.remindAtMs ?? null,
    doneAtMs,
    state: stateOf(duty, deadline, doneAtMs, nowMs),
  };
}

function stateOf(
  duty: FilingDuty,
  deadline: Deadline | null,
  doneAtMs: number | null,
  nowMs: number,
): ClockState {
  if (doneAtMs !== null) {
    return duty === 'required' && deadline !== null && doneAtMs >= deadline.endMs ? 'late' : 'done';
  }
  if (duty === 'ask') return 'ask';
  if (duty !== 'required') return 'not-required';
  if (deadline === null || nowMs < deadline.opensAtMs) return 'waiting';
  return nowMs >= deadline.endMs ? 'overdue' : 'due';
}

/** Days between two dates, either way round. */
export function daysApart(a: string, b: string): number {
  return Math.round(Math.abs(startOfDayMs(a) - startOfDayMs(b)) / (24 * hourMs));
}

/** Whether a moment lies on a day before `date`. */
export function isBeforeDay(atMs: number, date: string): boolean {
  return localDate(atMs) < date;
}
