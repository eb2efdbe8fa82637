/** 提出修改建议: what a town would change in the facts of an enterprise that the city keeps. */
import { Form, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { isDate } from '../../../shared/clock.ts';
import type { Dossier } from '../../../shared/enterprise/contract.ts';
import { poolText } from '../../../shared/enterprise/rules.ts';
import { seenByEdit } from '../../../shared/record/seen.ts';
import { poolAfter } from '../../../shared/suggestion/rewrite.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { DateInput } from '../../ui/formInputs.tsx';
import { ReasonInput } from '../../ui/ReasonInput.tsx';
import { useDraft } from '../../ui/useDraft.ts';
import { proposedText } from './proposed-text.ts';

/** '' and null leave a fact as it is. */
interface Facts {
  readonly townId: string;
  readonly member: boolean | null;
  readonly date: string;
  readonly reason: string;
  readonly [field: string]: unknown;
}
const nothing: Facts = { townId: '', member: null, date: '', reason: '' };

interface ProposeDialogProps {
  readonly dossier: Dossier;
  readonly onClose: () => void;
}

export function ProposeDialog({ dossier, onClose }: ProposeDialogProps): ReactNode {
  const towns = useCall('town.list', {}).data ?? [];
  const draft = useDraft(`suggestion:enterprise:${dossier.id}`, nothing, dossier.heads);
  const { date, reason } = draft.values;
  // A draft of last week may ask for what stands by now.
  const townId = draft.values.townId === dossier.townId ? '' : draft.values.townId;
  const member = draft.values.member === false && dossier.pool === null ? null : draft.values.member;
  const { save, busy } = useSave(draft, { doneText: proposedText });
  const pool = member === null || !isDate(date) ? undefined : poolAfter(dossier.pool, member, date);
  const missing = missingText({ townId, member, date });
  return (
    <Dialog
      draft={draft}
      title="提出修改建议"
      okText="提出建议"
      confirmLoading={busy}
      okButtonProps={{ disabled: !draft.ready || missing !== '' }}
      onOk={() =>
        save(
          'suggestion.propose',
          {
            entityType: 'enterprise',
            enterpriseId: dossier.id,
            fields: { ...(townId === '' ? {} : { townId }), ...(pool === undefined ? {} : { pool }) },
            reason,
            seen: seenByEdit(draft, (name) => (name === 'member' || name === 'date' ? 'pool' : name)),
          },
          onClose,
        )
      }
      onCancel={onClose}
    >
      <p className="desk-panel-note">
        以下内容由市发改委维护，将作为修改建议报市发改委，采纳后才生效。只填需要改的。
      </p>
      <DraftNotice draft={draft} explanation="表单将清空。" />
      {draft.ready ? (
        <>
          <Form layout="vertical" component="div">
            <Form.Item label={`所属镇区（现为${dossier.townName || '未分派'}）`} htmlFor="propose-town">
              <Select
                id="propose-town"
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                placeholder="不改"
                value={townId || null}
                options={towns
                  .filter(({ id }) => id !== dossier.townId)
                  .map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(next?: string | null) => draft.patch({ townId: next ?? '' })}
              />
            </Form.Item>
            <Form.Item label={`市培育库（现为${poolText(dossier.pool) || '未入库'}）`}>
              <Radio.Group
                value={member ?? 'keep'}
                onChange={(event) =>
                  draft.patch({
                    member: event.target.value === 'keep' ? null : (event.target.value as boolean),
                  })
                }
                options={[
                  { value: 'keep', label: '不改' },
                  { value: true, label: '入库' },
                  ...(dossier.pool === null ? [] : [{ value: false, label: '出库' }]),
                ]}
              />
            </Form.Item>
            {member === null ? null : (
              <Form.Item label={member ? '入库日期' : '出库日期'} htmlFor="propose-date">
                <DateInput
                  id="propose-date"
                  value={date}
                  onChange={(next) => draft.patch({ date: typeof next === 'string' ? next : '' })}
                  invalid={!isDate(date)}
                  required
                  disabled={false}
                  describedBy={undefined}
                />
              </Form.Item>
            )}
          </Form>
          <ReasonInput value={reason} onChange={(next) => draft.patch({ reason: next })} />
          {missing === '' ? null : (
            <p className="desk-none" role="status">
              {missing}
            </p>
          )}
        </>
      ) : null}
    </Dialog>
  );
}

/** Why nothing can be proposed yet; '' when it can. */
function missingText({ townId, member, date }: Pick<Facts, 'townId' | 'member' | 'date'>): string {
  if (townId === '' && member === null) return '选定所属镇区或市培育库要改成什么，才能提出建议';
  return member === null || isDate(date) ? '' : `填写${member ? '入库' : '出库'}日期后，才能提出建议`;
}
