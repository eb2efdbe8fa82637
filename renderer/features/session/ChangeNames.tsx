import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useCommand } from '../../commands.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { errorSentence } from '../../ui/errorSentence.ts';
import { LabelledField } from './LabelledField.tsx';

interface Names {
  readonly officer: string;
  readonly deviceName: string;
}

/** 更换经办人: officers rotate, the laptop and its data stay. */
export function ChangeNames({ present }: { readonly present: Names }): ReactNode {
  const [names, setNames] = useState<Names | null>(null);
  const close = (): void => {
    setNames(null);
    change.reset();
  };
  const change = useCommand('session.setNames', { quiet: true, doneText: '已更换', onDone: close });
  const ready = names !== null && names.officer.trim() !== '' && names.deviceName.trim() !== '';
  const save = (): void => {
    if (ready && !change.isPending) change.mutate(names);
  };
  return (
    <>
      <Button onClick={() => setNames(present)}>更换经办人</Button>
      {names !== null ? (
        <Dialog
          typed
          title="更换经办人和电脑名称"
          okText="保存"
          okButtonProps={{ disabled: !ready, loading: change.isPending }}
          onOk={save}
          onCancel={close}
          width={560}
        >
          <form
            className="desk-modal-form"
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
          >
            <LabelledField
              id="officer-now"
              label="经办人姓名"
              note={change.error === null ? '' : errorSentence(change.error)}
              bad={change.error !== null}
            >
              <Input
                id="officer-now"
                autoFocus
                autoComplete="off"
                maxLength={60}
                value={names?.officer ?? ''}
                onChange={(event) => setNames({ ...(names ?? present), officer: event.target.value })}
              />
            </LabelledField>
            <LabelledField id="device-name-now" label="电脑名称" note="">
              <Input
                id="device-name-now"
                autoComplete="off"
                maxLength={60}
                value={names?.deviceName ?? ''}
                onChange={(event) => setNames({ ...(names ?? present), deviceName: event.target.value })}
              />
            </LabelledField>
            <p className="desk-gate-text">
              从下一次保存起，变更记录署新的经办人；以前的记录仍署原经办人。新的名称随数据包告知对方，识别码不变。移交时请同时更换口令。
            </p>
            <button type="submit" hidden />
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
