import type { ReactNode } from 'react';

/** One input of the screens before the desk is open, with the line that helps below it. */
export function LabelledField(props: {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly bad?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="desk-gate-field">
      <label htmlFor={props.id}>{props.label}</label>
      <div>
        {props.children}
        <div
          id={`${props.id}-note`}
          className={props.bad === true ? 'desk-gate-note desk-gate-note-bad' : 'desk-gate-note'}
          aria-live="polite"
        >
          {props.note ?? ''}
        </div>
      </div>
    </div>
  );
}
