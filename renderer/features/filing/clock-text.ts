import { type ClockState, deadlineText, type FilingClock } from '../../../shared/filing/clocks.ts';
import type { FilingStatus } from '../../../shared/filing/rules.ts';
import type { StatusTone } from '../../ui/StatusTag.tsx';

export const statusTones: Readonly<Record<FilingStatus, StatusTone>> = {
  draft: 'plain',
  reported: 'info',
  inspected: 'info',
  concluded: 'warn',
  sent: 'good',
};

export const clockTones: Readonly<Record<ClockState, StatusTone>> = {
  waiting: 'plain',
  due: 'warn',
  overdue: 'bad',
  done: 'good',
  late: 'bad',
  offered: 'info',
  'not-required': 'plain',
  ask: 'warn',
};

/** 2026年11月23日24时前; what it waits for when the day is not known, '' when nothing is due. */
export function dueText(clock: FilingClock): string {
  if (clock.state === 'not-required') return '';
  if (clock.dueAtMs === null) return clock.key === 'send' ? '作出处置结论之后计时' : '未定检查日期';
  return deadlineText(clock.dueAtMs);
}
