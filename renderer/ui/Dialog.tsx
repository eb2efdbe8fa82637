/** A window over the page, mounted while it is open. What was refused in it is said in it, above its buttons. */
import { Button, Modal, type ModalProps } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { DraftStatus } from './draftKeeper.ts';
import { FailureStrip } from './FailureStrip.tsx';
import { DraftNote } from './FormActions.tsx';
import { clearFailures } from './failures.ts';

export interface DialogProps extends Omit<ModalProps, 'open' | 'footer' | 'mask' | 'onCancel'> {
  readonly onCancel: () => void;
  /** Of the form in it. Once something is typed 取消 asks whether it is kept; × keeps it and does not ask. */
  readonly draft?: DialogDraft;
  /** What would be lost is no draft: Esc in one of its fields does not close it. */
  readonly typed?: boolean;
  /** Beside the buttons, before the state of its draft. */
  readonly note?: ReactNode;
  /** Null where the buttons stand in the content. */
  readonly footer?: null;
}

interface DialogDraft {
  readonly touched: object;
  readonly status: DraftStatus;
  readonly finish: () => Promise<void>;
}

export function Dialog(props: DialogProps): ReactNode {
  const { draft, typed = false, note, footer, children, ...modal } = props;
  // What was refused before it was opened has nothing to do with it, and what was refused in it goes with it.
  useEffect(() => {
    clearFailures();
    return clearFailures;
  }, []);
  useFocusBack();
  const [asking, setAsking] = useState(false);
  const isTyped = draft !== undefined && Object.keys(draft.touched).length > 0;
  // A save under way takes the draft with it, or leaves it to be read when it was refused.
  const asks = isTyped && !modal.confirmLoading && !modal.okButtonProps?.loading;
  return (
    <>
      <Modal
        open
        centered
        cancelText="取消"
        // The second click of a double click on what opened it falls beside it.
        mask={{ closable: false }}
        keyboard={!typed && !isTyped}
        footer={
          footer === null
            ? null
            : footerWith(
                note,
                draft === undefined ? null : (
                  <>
                    <DraftNote status={draft.status} />
                    <Button onClick={asks ? () => setAsking(true) : modal.onCancel}>
                      {modal.cancelText ?? '取消'}
                    </Button>
                  </>
                ),
              )
        }
        {...modal}
      >
        {children}
        {footer === null ? <FailureStrip kind="actions" /> : null}
      </Modal>
      {asking && draft !== undefined ? (
        <KeepDraft draft={draft} onBack={() => setAsking(false)} onClose={modal.onCancel} />
      ) : null}
    </>
  );
}

type Footer = Extract<ModalProps['footer'], (...given: never) => unknown>;

/** `cancel` stands in the place of antd's own, which closes whatever else it does. */
function footerWith(note: ReactNode, cancel: ReactNode): Footer {
  return (buttons, { OkBtn }) => (
    <>
      <FailureStrip kind="actions" />
      {note}
      {cancel === null ? (
        buttons
      ) : (
        <>
          {cancel}
          <OkBtn />
        </>
      )}
    </>
  );
}

interface KeepDraftProps {
  readonly draft: DialogDraft;
  /** Esc and × answer nothing. */
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function KeepDraft({ draft, onBack, onClose }: KeepDraftProps): ReactNode {
  return (
    <Modal
      open
      centered
      width={420}
      mask={{ closable: false }}
      title="填写的内容还没有保存"
      onCancel={onBack}
      footer={
        <>
          <Button danger onClick={() => void draft.finish().then(onClose)}>
            放弃草稿
          </Button>
          <Button type="primary" autoFocus onClick={onClose}>
            保留草稿
          </Button>
        </>
      }
    >
      <div>保留草稿：以后从本页或今日待办接着填写。</div>
      <div>放弃草稿：填写的内容清除，不能恢复。</div>
    </Modal>
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
