import { localDateTime } from '../../../shared/clock.ts';
import type { ClockState, FilingClock } from '../../../shared/filing/clocks.ts';
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
  'not-required': 'plain',
  ask: 'warn',
};

/** 2026-11-24 00:00 之前, 2026-11-25 23:59 止; what it waits for when the day is not known, '' when nothing is due. */
export function dueText(clock: FilingClock): string {
  if (clock.state === 'not-required') return '';
  if (clock.dueAtMs === null) return clock.key === 'send' ? '作出处置结论之后计时' : '未定检查日期';
  return `${localDateTime(clock.dueAtMs)} ${clock.key === 'send' ? '止' : '之前'}`;
}
