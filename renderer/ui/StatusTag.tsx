import type { ReactNode } from 'react';

/** `plain` not begun or neutral, `info` under way, `good` done in time, `warn` due soon, `bad` overdue or refused. */
export type StatusTone = 'plain' | 'info' | 'good' | 'warn' | 'bad';

/** A status in words on a calm ground; colour alone never says it. */
export function StatusTag(props: { readonly tone: StatusTone; readonly children: ReactNode }): ReactNode {
  return <span className={`desk-tag desk-tag-${props.tone}`}>{props.children}</span>;
}
