import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { displayNameLength } from '../../../shared/text/display-name.ts';
import { useSave } from '../../save.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { errorSentence } from '../../ui/errorSentence.ts';
import { useOpenForm } from '../../ui/openForm.ts';
import { lengthProblem } from '../../ui/typedLength.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { LabelledField } from './LabelledField.tsx';

interface Names {
  readonly officer: string;
  readonly deviceName: string;
}

const formKey = 'laptop:names';

/** 更换经办人: officers rotate, the laptop and its data stay. */
export function ChangeNames({ present }: { readonly present: Names }): ReactNode {
  const [form, setForm] = useOpenForm();
  return (
    <>
      <Button onClick={() => setForm(formKey)}>更换经办人</Button>
      {form === formKey ? <NamesDialog present={present} onClose={() => setForm('')} /> : null}
    </>
  );
}

function NamesDialog(props: { readonly present: Names; readonly onClose: () => void }): ReactNode {
  const { onClose } = props;
  const draft = useDraft(formKey, {
    officer: props.present.officer,
    deviceName: props.present.deviceName,
  });
  const { officer, deviceName } = draft.values;
  const { save, busy, error } = useSave(draft, { quiet: true, doneText: '已更换' });
  const officerProblem = lengthProblem(officer, displayNameLength);
  const deviceProblem = lengthProblem(deviceName, displayNameLength);
  const fits = officerProblem === null && deviceProblem === null;
  const ready = draft.ready && fits && officer.trim() !== '' && deviceName.trim() !== '';
  const onSave = (): void => {
    if (ready) save('session.setNames', { officer, deviceName }, onClose);
  };
  return (
    <Dialog
      draft={draft}
      title="更换经办人和电脑名称"
      okText="保存"
      okButtonProps={{ disabled: !ready, loading: busy }}
      onOk={onSave}
      onCancel={onClose}
      width={560}
    >
      <DraftNotice draft={draft} explanation="表单将回到现在的名称。" />
      {draft.ready ? (
        <DialogForm onSubmit={onSave}>
          <LabelledField
            id="officer-now"
            label="经办人姓名"
            note={officerProblem ?? (error === null ? '' : errorSentence(error))}
            bad={officerProblem !== null || error !== null}
          >
            <Input
              id="officer-now"
              autoFocus
              autoComplete="off"
              value={officer}
              onChange={(event) => draft.patch({ officer: event.target.value })}
            />
          </LabelledField>
          <LabelledField
            id="device-name-now"
            label="电脑名称"
            note={deviceProblem ?? ''}
            bad={deviceProblem !== null}
          >
            <Input
              id="device-name-now"
              autoComplete="off"
              value={deviceName}
              onChange={(event) => draft.patch({ deviceName: event.target.value })}
            />
          </LabelledField>
          <p className="desk-gate-text">
            从下一次保存起，变更记录署新的经办人；以前的记录仍署原经办人。新的名称随数据包告知对方，电脑识别码不变。移交时请同时更换口令。
          </p>
        </DialogForm>
      ) : null}
    </Dialog>
  );
}
