import type { ReactNode } from 'react';

export interface EmptyStateProps {
  readonly title: string;
  /** What belongs here and how it gets here. */
  readonly explanation?: ReactNode;
  /** Buttons, the likeliest first. */
  readonly actions?: ReactNode;
}

/** An empty screen teaches what to do first. */
export function EmptyState({ title, explanation, actions }: EmptyStateProps): ReactNode {
  return (
    <div className="desk-empty">
      <div className="desk-empty-title">{title}</div>
      {explanation === undefined ? null : <div className="desk-empty-text">{explanation}</div>}
      {actions === undefined ? null : <div className="desk-empty-actions">{actions}</div>}
    </div>
  );
}
