import type { ReactNode } from 'react';

/** The fields of a dialog whose buttons stand in its foot: Enter in any of them does what the main button does. */
export function DialogForm(props: {
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <form
      className="desk-modal-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
      <button type="submit" hidden />
    </form>
  );
}
