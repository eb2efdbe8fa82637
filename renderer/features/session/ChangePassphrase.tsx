import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useCommand } from '../../commands.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { errorSentence } from '../../ui/errorSentence.ts';
import { LabelledField } from './LabelledField.tsx';
import { isPassphraseReady, noPassphrase, PassphraseFields } from './PassphraseFields.tsx';

/** 更换口令: the present one, then the new one twice. */
export function ChangePassphrase(): ReactNode {
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState(noPassphrase);
  const close = (): void => {
    setOpen(false);
    setCurrent('');
    setNext(noPassphrase);
    change.reset();
  };
  const change = useCommand('session.changePassphrase', {
    quiet: true,
    doneText: '口令已更换，请更新密封保管的口令',
    onDone: close,
  });
  const ready = current !== '' && isPassphraseReady(next);
  const save = (): void => {
    if (ready && !change.isPending) change.mutate({ current, next: next.passphrase });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>更换口令</Button>
      {open ? (
        <Dialog
          typed={current !== '' || next.passphrase !== '' || next.again !== ''}
          title="更换口令"
          okText="更换"
          okButtonProps={{ disabled: !ready, loading: change.isPending }}
          onOk={save}
          onCancel={close}
          width={560}
        >
          <DialogForm onSubmit={save}>
            <LabelledField
              id="current-passphrase"
              label="现用口令"
              note={change.error === null ? '' : errorSentence(change.error)}
              bad={change.error !== null}
            >
              <Input.Password
                id="current-passphrase"
                autoFocus
                autoComplete="off"
                maxLength={1024}
                value={current}
                onChange={(event) => setCurrent(event.target.value)}
              />
            </LabelledField>
            <PassphraseFields value={next} onChange={setNext} label="新口令" />
            <p className="desk-gate-text">
              更换后，备份也只能用新口令打开。忘记口令任何人都无法找回，请重新密封保管。
            </p>
          </DialogForm>
        </Dialog>
      ) : null}
    </>
  );
}
