import type { ReactNode } from 'react';

export interface PlainButtonProps {
  readonly children: ReactNode;
  /** Sends the form it stands in. */
  readonly submits?: boolean;
  readonly wide?: boolean;
  readonly disabled?: boolean;
  /** Pressed already: it does not answer until that is done. */
  readonly busy?: boolean;
  readonly onClick?: () => void;
}

/** The kit's primary button for where the kit is not: the lock screen, and a window that broke. */
export function PlainButton(props: PlainButtonProps): ReactNode {
  return (
    <button
      type={props.submits === true ? 'submit' : 'button'}
      className={props.wide === true ? 'desk-plain-button desk-plain-button-wide' : 'desk-plain-button'}
      disabled={props.disabled === true || props.busy === true}
      aria-busy={props.busy ?? false}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
