import { App, Button, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Town } from '../../../shared/town/contract.ts';
import { useCommand } from '../../commands.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { errorSentence } from '../../ui/errorSentence.ts';

/** A button and the small form behind it: a new town, or another name for one. */
export function TownDialog(props: { readonly town?: Town; readonly children: ReactNode }): ReactNode {
  const { town } = props;
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [alias, setAlias] = useState('');
  const { message } = App.useApp();
  const done = {
    quiet: true,
    onDone: () => {
      setOpen(false);
      void message.success('已保存，随下次数据包告知镇区', 2.5);
    },
  };
  const create = useCommand('town.create', done);
  const update = useCommand('town.update', done);
  const error = create.error ?? update.error;
  const show = (): void => {
    setName(town?.name ?? '');
    setAlias(town?.alias ?? '');
    create.reset();
    update.reset();
    setOpen(true);
  };
  const save = (): void => {
    if (town) update.mutate({ id: town.id, name, alias });
    else create.mutate({ name, alias });
  };
  return (
    <>
      <Button onClick={show}>{props.children}</Button>
      {open ? (
        <Dialog
          typed
          title={town ? '修改名称' : '新增镇（区、街道）'}
          okText="保存"
          okButtonProps={{ disabled: name.trim() === '', loading: create.isPending || update.isPending }}
          onOk={save}
          onCancel={() => setOpen(false)}
        >
          <Form layout="vertical" onFinish={save}>
            <Form.Item
              label="名称"
              required
              htmlFor="town-name"
              {...(error ? { validateStatus: 'error' as const, help: errorSentence(error) } : {})}
            >
              <Input
                id="town-name"
                autoFocus
                maxLength={30}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </Form.Item>
            <Form.Item label="对应园区（区镇合一时填写）" htmlFor="town-alias">
              <Input
                id="town-alias"
                maxLength={30}
                value={alias}
                onChange={(event) => setAlias(event.target.value)}
              />
            </Form.Item>
            <button type="submit" hidden />
          </Form>
        </Dialog>
      ) : null}
    </>
  );
}
