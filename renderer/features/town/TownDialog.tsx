import { App, Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { type Town, townNameLength } from '../../../shared/town/contract.ts';
import { seenByEdit } from '../../../shared/record/seen.ts';
import { useSave } from '../../save.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { errorSentence } from '../../ui/errorSentence.ts';
import { LengthNote } from '../../ui/LengthNote.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { lengthProblem } from '../../ui/typedLength.ts';
import { useDraft } from '../../ui/useDraft.ts';

/** A button and the small form behind it: a new town, or another name for one. */
export function TownDialog(props: { readonly town?: Town; readonly children: ReactNode }): ReactNode {
  const { town } = props;
  const formKey = `town:${town?.id ?? 'new'}`;
  const [form, setForm] = useOpenForm();
  return (
    <>
      <Button onClick={() => setForm(formKey)}>{props.children}</Button>
      {form === formKey ? (
        <NamesDialog {...(town ? { town } : {})} formKey={formKey} onClose={() => setForm('')} />
      ) : null}
    </>
  );
}

interface NamesDialogProps {
  readonly town?: Town;
  readonly formKey: string;
  readonly onClose: () => void;
}

function NamesDialog({ town, formKey, onClose }: NamesDialogProps): ReactNode {
  const draft = useDraft(formKey, { name: town?.name ?? '', alias: town?.alias ?? '' }, town?.heads ?? {});
  const { name, alias } = draft.values;
  const { message } = App.useApp();
  const { save, busy, error } = useSave(draft, { quiet: true });
  const done = (): void => {
    void message.success('已保存，随下次数据包告知镇区', 2.5);
    onClose();
  };
  const fits = [name, alias].every((text) => lengthProblem(text, townNameLength) === null);
  const onSave = (): void => {
    if (!fits) return;
    if (town) save('town.update', { id: town.id, ...draft.touched, seen: seenByEdit(draft) }, done);
    else save('town.create', { name, alias }, done);
  };
  return (
    <Dialog
      draft={draft}
      title={town ? '修改名称' : '新增镇（区、街道）'}
      okText="保存"
      okButtonProps={{ disabled: !draft.ready || !fits || name.trim() === '', loading: busy }}
      onOk={onSave}
      onCancel={onClose}
    >
      <DraftNotice draft={draft} explanation={town ? '表单将回到现在的名称。' : '表单将清空。'} />
      {draft.ready ? (
        <Form layout="vertical" onFinish={onSave}>
          <Form.Item
            label="名称"
            required
            htmlFor="town-name"
            {...(error !== null ? { validateStatus: 'error' as const, help: errorSentence(error) } : {})}
          >
            <Input
              id="town-name"
              autoFocus
              value={name}
              onChange={(event) => draft.patch({ name: event.target.value })}
            />
            <LengthNote text={name} limit={townNameLength} />
          </Form.Item>
          <Form.Item label="对应园区（区镇合一时填写）" htmlFor="town-alias">
            <Input
              id="town-alias"
              value={alias}
              onChange={(event) => draft.patch({ alias: event.target.value })}
            />
            <LengthNote text={alias} limit={townNameLength} />
          </Form.Item>
          <button type="submit" hidden />
        </Form>
      ) : null}
    </Dialog>
  );
}
