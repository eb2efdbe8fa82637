/** What the city does with the ticked enterprises: assign them to a town, take them into the pool or out of it. */
import { Button, Form, Radio, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { isDate, localDate } from '../../../shared/clock.ts';
import type { Dossier } from '../../../shared/enterprise/contract.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DateInput } from '../../ui/formInputs.tsx';
import { useNotice } from '../../ui/useNotice.tsx';

export interface TownChoice {
  readonly id: string;
  readonly name: string;
}

export interface BulkActionsProps {
  readonly ids: readonly string[];
  readonly towns: readonly TownChoice[];
  readonly onDone: () => void;
}

export function BulkActions({ ids, towns, onDone }: BulkActionsProps): ReactNode {
  const [open, setOpen] = useState<'assign' | 'pool' | null>(null);
  const close = (): void => setOpen(null);
  const done = (): void => {
    close();
    onDone();
  };
  return (
    <>
      <Button disabled={ids.length === 0} onClick={() => setOpen('assign')}>
        分派到镇区
      </Button>
      <Button disabled={ids.length === 0} onClick={() => setOpen('pool')}>
        入库、出库
      </Button>
      {open === 'assign' ? <AssignDialog ids={ids} towns={towns} onClose={close} onDone={done} /> : null}
      {open === 'pool' ? <PoolDialog ids={ids} onClose={close} onDone={done} /> : null}
    </>
  );
}

interface BulkDialogProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function AssignDialog(props: BulkDialogProps & { readonly towns: readonly TownChoice[] }): ReactNode {
  const notice = useNotice();
  const [townId, setTownId] = useState<string>();
  const onlyId = props.ids.length === 1 ? (props.ids[0] ?? '') : '';
  const only = useCall('enterprise.get', { id: onlyId }, { enabled: onlyId !== '' }).data;
  const assign = useCommand('enterprise.assign', {
    onDone: ({ changed }) => {
      notice.done(`已分派，${changed} 家有变化`);
      props.onDone();
    },
  });
  return (
    <Dialog
      title={`将${only === undefined ? ` ${props.ids.length} 家企业` : `“${only.name}”`}分派到镇（区、街道）`}
      okText="分派"
      okButtonProps={{ disabled: townId === undefined }}
      confirmLoading={assign.isPending}
      onCancel={props.onClose}
      onOk={() => {
        if (townId !== undefined) assign.mutate({ ids: [...props.ids], townId });
      }}
    >
      <p className="desk-dialog-text">
        {only === undefined ? '' : `现属${only.townName || '未分派'}。`}
        分派随下一次下发的数据包生效。原由其他镇区维护的，改派后由新的镇区接续，原镇区转为只读；变更记录都会保留。
      </p>
      <LeftLinks only={only} townId={townId} />
      <Select
        className="desk-wide"
        autoFocus
        value={townId}
        placeholder="请选择镇（区、街道）"
        options={props.towns.map(({ id, name }) => ({ value: id, label: name }))}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={setTownId}
        aria-label="镇（区、街道）"
      />
    </Dialog>
  );
}

/** A link goes on until somebody ends it, also one of a leader of the town that has the enterprise no more. */
function LeftLinks(props: {
  readonly only: Dossier | undefined;
  readonly townId: string | undefined;
}): ReactNode {
  const { only, townId } = props;
  const [today] = useState(() => localDate(Date.now()));
  const links = useCall(
    'link.byEnterprise',
    { enterpriseId: only?.id ?? '' },
    { enabled: only !== undefined },
  );
  if (only === undefined) {
    return (
      <p className="desk-dialog-text">
        改派后，原镇区领导的挂钩不会自动结束，请在各企业的“挂钩联系”中填写结束日期。
      </p>
    );
  }
  const leaders = (links.data ?? [])
    .filter(({ kind, toDate }) => kind === 'town-leader' && (toDate === '' || toDate >= today))
    .map(({ personName, personPost }) => `${personName}${personPost === '' ? '' : `（${personPost}）`}`);
  if (only.townId === '' || only.townId === townId || leaders.length === 0) return null;
  return (
    <p className="desk-dialog-text desk-warn-text">
      {`${only.townName}领导的挂钩不会自动结束：${leaders.join('、')}。改派后请在“挂钩联系”中填写结束日期。`}
    </p>
  );
}

export function PoolDialog(props: BulkDialogProps): ReactNode {
  const notice = useNotice();
  const [member, setMember] = useState(true);
  const [date, setDate] = useState(() => localDate(Date.now()));
  const setPool = useCommand('enterprise.setPool', {
    onDone: ({ changed }) => {
      notice.done(`已登记，${changed} 家有变化`);
      props.onDone();
    },
  });
  return (
    <Dialog
      title={`市培育库：${props.ids.length} 家企业`}
      okText={member ? '入库' : '出库'}
      okButtonProps={{ disabled: !isDate(date) }}
      confirmLoading={setPool.isPending}
      onCancel={props.onClose}
      onOk={() => setPool.mutate({ ids: [...props.ids], member, date })}
    >
      <Form layout="vertical" component="div">
        <Form.Item label="办理">
          <Radio.Group
            value={member}
            onChange={(event) => setMember(event.target.value === true)}
            options={[
              { value: true, label: '纳入市培育库' },
              { value: false, label: '移出市培育库（从未入库的不受影响）' },
            ]}
          />
        </Form.Item>
        <Form.Item label={member ? '入库日期' : '出库日期'} htmlFor="pool-date">
          <DateInput
            id="pool-date"
            value={date}
            onChange={(next) => setDate(typeof next === 'string' ? next : '')}
            invalid={!isDate(date)}
            required
            disabled={false}
            describedBy={undefined}
          />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
