/** A window over the page, mounted while it is open. What was refused in it is said in it, above its buttons. */
import { Modal, type ModalProps } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { FailureStrip } from './FailureStrip.tsx';
import { clearFailures } from './failures.ts';

export interface DialogProps extends Omit<ModalProps, 'open' | 'footer' | 'mask'> {
  /** Something is typed in it: Esc in one of its fields does not close it. */
  readonly typed?: boolean;
  /** Beside the buttons: the state of its draft. */
  readonly note?: ReactNode;
  /** Null where the buttons stand in the content. */
  readonly footer?: null;
}

export function Dialog({ typed = false, note, footer, children, ...modal }: DialogProps): ReactNode {
  // What was refused before it was opened has nothing to do with it, and what was refused in it goes with it.
  useEffect(() => {
    clearFailures();
    return clearFailures;
  }, []);
  useFocusBack();
  return (
    <Modal
      open
      centered
      cancelText="取消"
      // The second click of a double click on what opened it falls beside it.
      mask={{ closable: false }}
      keyboard={!typed}
      footer={footer === null ? null : footerWith(note)}
      {...modal}
    >
      {children}
      {footer === null ? <FailureStrip kind="actions" /> : null}
    </Modal>
  );
}

function footerWith(note: ReactNode): (buttons: ReactNode) => ReactNode {
  return (buttons) => (
    <>
      <FailureStrip kind="actions" />
      {note}
      {buttons}
    </>
  );
}

/** When it is gone, the keys go on from what opened it. antd sees to that only where it closes a dialog itself. */
function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const isLost = document.activeElement === document.body || document.activeElement === null;
      if (isLost && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    },
    [opener],
  );
}
