/** When an officer who works on is told of a clock: in the morning of its day, an hour before the offices close, when it is over. Pure. */
import type { FilingClock } from './clocks.ts';
import { deadlineText } from './clocks.ts';

const hourMs = 3_600_000;

export interface ReminderItem {
  readonly filingId: string;
  readonly enterpriseName: string;
  readonly clock: FilingClock;
}

export interface Reminder {
  /** Of this clock and this moment, once. */
  readonly key: string;
  readonly filingId: string;
  readonly title: string;
  readonly text: string;
  readonly isOverdue: boolean;
}

/** Those whose moment has come after `sinceMs` and not after `nowMs`; what is done, or was due before, is silent. */
export function remindersBetween(items: readonly ReminderItem[], sinceMs: number, nowMs: number): Reminder[] {
  return items.flatMap(({ filingId, enterpriseName, clock }): Reminder[] => {
    const { remindAtMs, dueAtMs, state, key, label } = clock;
    if (remindAtMs === null || dueAtMs === null || (state !== 'due' && state !== 'overdue')) return [];
    // By this moment, not by the one at which the clocks were read.
    const isOver = nowMs > dueAtMs;
    const passed = (atMs: number): boolean => atMs > sinceMs && atMs <= nowMs;
    const reminder = {
      key: `${filingId}/${key}/${dueAtMs}/${isOver ? 'over' : 'due'}`,
      filingId,
      title: label,
    };
    if (isOver)
      return passed(dueAtMs)
        ? [
            {
              ...reminder,
              text: `${enterpriseName}：${deadlineText(dueAtMs)}应办的没有记录，请补办并注明。`,
              isOverdue: true,
            },
          ]
        : [];
    const isLast = passed(remindAtMs - hourMs);
    if (!isLast && !passed(remindAtMs - 8 * hourMs)) return [];
    const text = isLast
      ? `${enterpriseName}：${deadlineText(dueAtMs)}办理，离下班还有一小时。`
      : `${enterpriseName}：今天应办，${deadlineText(dueAtMs)}。`;
    return [{ ...reminder, key: `${reminder.key}/${isLast ? 'last' : 'first'}`, text, isOverdue: false }];
  });
}
