/** Where a town stands with a month's hand-over. Pure. */
import { addDays, localDate, localMonth } from '../clock.ts';
import type { Joining } from '../town/joining.ts';

/** YYYY-MM-DD: a month's bundle is due on its last day. */
export function handInDueDate(month: string): string {
  const next = Number(month.slice(5)) === 12 ? `${Number(month.slice(0, 4)) + 1}-01` : nextMonth(month);
  return addDays(`${next}-01`, -1);
}

function nextMonth(month: string): string {
  return `${month.slice(0, 5)}${String(Number(month.slice(5)) + 1).padStart(2, '0')}`;
}

const monthsApart = 2;

/**
 * YYYY-MM that a bundle counts for: the month it names, unless that lies further from the month in which it was received
 * than anybody hands in late or early. Then its laptop's clock was wrong, and a month nobody looks at would swallow it.
 */
export function countedMonth(named: string, receivedAtMs: number): string {
  const received = localMonth(receivedAtMs);
  return Math.abs(monthNumber(named) - monthNumber(received)) > monthsApart ? received : named;
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
}

/**
 * absent: no laptop of the town has joined. before: none had by the end of the month, so nothing was due. missing:
 * nothing came, and it is overdue; open: nothing came yet.
 * in: taken in, and received on the day or before, or of a month before the town joined; late: received after it. waiting: the month's bundle lies in the inbox.
 */
export type HandIn = 'absent' | 'before' | 'missing' | 'open' | 'waiting' | 'in' | 'late';

export interface HandInFacts {
  readonly month: string;
  readonly hasLaptop: boolean;
  /** YYYY-MM in which its first laptop joined; '' while none has. */
  readonly joinedMonth: string;
  /** When the first bundle of the month that was taken in was received; null while there is none. */
  readonly firstInAtMs: number | null;
  /** Bundles of the town for the month in the inbox. */
  readonly waiting: number;
  readonly nowMs: number;
}

export function handInOf(facts: HandInFacts): HandIn {
  const { month, hasLaptop, joinedMonth, firstInAtMs, waiting, nowMs } = facts;
  const due = handInDueDate(month);
  // For a month before it joined nothing was due.
  if (firstInAtMs !== null) return localDate(firstInAtMs) > due && joinedMonth <= month ? 'late' : 'in';
  if (waiting > 0) return 'waiting';
  const isOver = localDate(nowMs) > due;
  // Of a month that is over, one that never joined is asked no more than one that joined later.
  if (!hasLaptop) return isOver && joinedMonth === '' ? 'before' : 'absent';
  if (month < joinedMonth) return 'before';
  return isOver ? 'missing' : 'open';
}

/** Days of a month on which the one before is still run after. */
const earlyDays = 20;

/** Whether the month before may be what the clerk runs after, and not the one that runs. */
export function isEarlyInMonth(nowMs: number): boolean {
  return Number(localDate(nowMs).slice(8)) <= earlyDays;
}

/** Whether the clerk runs after a month: it is not closed, and a town is waited for. */
export function isWaitedFor(isClosed: boolean, handIns: readonly HandIn[]): boolean {
  return !isClosed && handIns.some((handIn) => handIn === 'missing' || handIn === 'waiting');
}

/** Of a town that has not joined it is said how far its invitation is, as everywhere. */
export function handInText({
  handIn,
  joining,
}: {
  readonly handIn: HandIn;
  readonly joining: Joining;
}): string {
  if (handIn !== 'absent') return handInTexts[handIn];
  return joining === '已邀请' ? '已邀请，未加入' : joining;
}

export const handInTexts: Readonly<Record<HandIn, string>> = {
  absent: '未加入',
  before: '当时尚未加入',
  missing: '逾期未交',
  open: '未交',
  waiting: '待导入',
  in: '已交',
  late: '迟交',
};

/** Said once, and hinders nothing: what comes late is late, not lost. */
export function closedMonthText(month: string): string {
  return `${month} 已办结。仍可照常导出、导入，内容不受影响；需要改动汇总的，到“月度汇总”取消办结。`;
}
