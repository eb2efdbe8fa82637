/** Beside the day that a visit is planned for: offices are closed on it, or it is far off. */
import type { ReactNode } from 'react';
import { isDate } from '../../../shared/clock.ts';
import { plannedDayHint } from '../../../shared/visit/rules.ts';

/** YYYY-MM-DD; `day` as it is typed. */
export function PlannedDayHint(props: { readonly day: string; readonly today: string }): ReactNode {
  const hint = isDate(props.day) ? plannedDayHint(props.day, props.today) : '';
  return hint === '' ? null : (
    <p className="desk-none" role="status">
      {hint}
    </p>
  );
}
