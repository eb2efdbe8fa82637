/** 提出修改建议: what a town would change in the facts of an enterprise that the city keeps. */
import { Form, Modal, Radio, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { isDate } from '../../../shared/clock.ts';
import type { Dossier } from '../../../shared/enterprise/contract.ts';
import { poolText } from '../../../shared/enterprise/rules.ts';
import { poolAfter } from '../../../shared/suggestion/rewrite.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { DateInput } from '../../ui/formInputs.tsx';
import { proposedText } from './proposed-text.ts';

interface ProposeDialogProps {
  readonly dossier: Dossier;
  readonly onClose: () => void;
}

export function ProposeDialog({ dossier, onClose }: ProposeDialogProps): ReactNode {
  const towns = useCall('town.list', {}).data ?? [];
  const [townId, setTownId] = useState<string>();
  const [member, setMember] = useState<boolean>();
  const [date, setDate] = useState('');
  const propose = useCommand('suggestion.propose', { doneText: proposedText, onDone: onClose });
  const pool = member === undefined || !isDate(date) ? undefined : poolAfter(dossier.pool, member, date);
  const isReady = townId !== undefined || (member !== undefined && isDate(date));
  return (
    <Modal
      open
      centered
      title="提出修改建议"
      okText="提出建议"
      cancelText="取消"
      mask={{ closable: false }}
      confirmLoading={propose.isPending}
      okButtonProps={{ disabled: !isReady }}
      onOk={() =>
        propose.mutate({
          entityType: 'enterprise',
          enterpriseId: dossier.id,
          fields: { ...(townId === undefined ? {} : { townId }), ...(pool === undefined ? {} : { pool }) },
          seen: dossier.heads,
        })
      }
      onCancel={onClose}
    >
      <p className="desk-panel-note">以下内容由市发改委维护。只填需要改的；市里采纳后才会生效。</p>
      <Form layout="vertical" component="div">
        <Form.Item label={`所属镇区（现为${dossier.townName || '未分派'}）`} htmlFor="propose-town">
          <Select
            id="propose-town"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="不改"
            value={townId ?? null}
            options={towns
              .filter(({ id }) => id !== dossier.townId)
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(next?: string | null) => setTownId(next ?? undefined)}
          />
        </Form.Item>
        <Form.Item label={`市培育库（现为${poolText(dossier.pool) || '未入库'}）`}>
          <Radio.Group
            value={member ?? 'keep'}
            onChange={(event) =>
              setMember(event.target.value === 'keep' ? undefined : (event.target.value as boolean))
            }
            options={[
              { value: 'keep', label: '不改' },
              { value: true, label: '入库' },
              ...(dossier.pool === null ? [] : [{ value: false, label: '出库' }]),
            ]}
          />
        </Form.Item>
        {member === undefined ? null : (
          <Form.Item label={member ? '入库日期' : '出库日期'} htmlFor="propose-date">
            <DateInput
              id="propose-date"
              value={date}
              onChange={(next) => setDate(typeof next === 'string' ? next : '')}
              invalid={!isDate(date)}
              required
              disabled={false}
              describedBy={undefined}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
