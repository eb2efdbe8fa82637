import type { ProblemRow } from '../../../shared/problem/contract.ts';
import { dueState, type DueState, type ProblemState } from '../../../shared/problem/rules.ts';
import type { StatusTone } from '../../ui/StatusTag.tsx';

export const stateTones: Readonly<Record<ProblemState, StatusTone>> = {
  raised: 'warn',
  accepted: 'info',
  assigned: 'info',
  answered: 'warn',
  confirmed: 'good',
  closed: 'good',
  explained: 'plain',
  merged: 'plain',
};

export const dueTones: Readonly<Record<DueState, StatusTone>> = {
  none: 'plain',
  ahead: 'plain',
  soon: 'warn',
  today: 'warn',
  overdue: 'bad',
};

/** 逾期 · 期限 2026-12-01; '' once it was answered. */
export function dueText(row: Pick<ProblemRow, 'state' | 'hostDueOn'>, today: string): string {
  const state = dueState(row, today, today);
  if (state === 'none') return '';
  if (state === 'overdue') return `已逾期（期限 ${row.hostDueOn}）`;
  return state === 'today' ? '今日到期' : `期限 ${row.hostDueOn}`;
}
