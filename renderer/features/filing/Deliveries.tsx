/** 报送与签收: who was told of a filing, when, how, by whom, under which receipt. */
import { Button, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { localDateTime } from '../../../shared/clock.ts';
import type { DeliveryHow, DeliveryView } from '../../../shared/filing/case-contract.ts';
import { deliverySlot, deliveryWayLabels } from '../../../shared/filing/case.ts';
import type { Filing } from '../../../shared/filing/contract.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { LengthNote } from '../../ui/LengthNote.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { lengthProblem } from '../../ui/typedLength.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { HowFields, isHowFit, momentOf, wayOf, WhenFields, whenOf, whenProblems } from './WhenFields.tsx';

export const deliveryKey = (filingId: string, slot: string): string => `delivery:${slot}:${filingId}`;

export function Deliveries({ filing }: { readonly filing: Filing }): ReactNode {
  const [form, setForm] = useOpenForm();
  const { deliveries } = filing.case;
  const open = deliveries.find(({ slot }) => deliveryKey(filing.id, slot) === form);
  return (
    <>
      <ul className="desk-deliveries">
        {deliveries.map((delivery) => (
          <li key={delivery.slot}>
            <span>{deliverySlot(delivery.slot).label}</span>
            <span className={delivery.atMs === null ? 'desk-none' : undefined}>
              {textOf(filing, delivery)}
            </span>
            {!isOpen(filing, delivery) ? (
              <span />
            ) : (
              <Button
                type="link"
                size="small"
                aria-label={`${actionOf(delivery)}：${deliverySlot(delivery.slot).label}`}
                onClick={() => setForm(deliveryKey(filing.id, delivery.slot))}
              >
                {actionOf(delivery)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open && isOpen(filing, open) ? (
        <DeliveryDialog
          key={form}
          formKey={form}
          filing={filing}
          delivery={open}
          onClose={() => setForm('')}
        />
      ) : null}
    </>
  );
}

function actionOf({ atMs, id }: DeliveryView): string {
  if (atMs === null) return '登记';
  return id === '' ? '补充' : '修改';
}

/** The form is sent once there is a conclusion; what counts no more is told to nobody. */
function isOpen({ progress, standing, editable }: Filing, { slot }: DeliveryView): boolean {
  if (!editable || standing !== 'counts') return false;
  return slot !== 'send-leader' || progress.status === 'concluded' || progress.status === 'sent';
}

/** Whether what was typed about a delivery still has its button. */
export function isDeliveryOpen(filing: Filing, formKey: string): boolean {
  return filing.case.deliveries.some(
    (delivery) => deliveryKey(filing.id, delivery.slot) === formKey && isOpen(filing, delivery),
  );
}

function textOf(filing: Filing, delivery: DeliveryView): string {
  const { atMs, id, way, handledBy, receiptNumber, note } = delivery;
  if (atMs === null)
    return isOpen(filing, delivery) || filing.standing !== 'counts' ? '没有记录' : '作出处置结论之后登记';
  const how = id === '' ? ['方式未登记'] : [deliveryWayLabels[wayOf(way)], handledBy, receiptNumber, note];
  return [localDateTime(atMs), ...how].filter((text) => text !== '').join('　');
}

interface DeliveryDialogProps {
  readonly formKey: string;
  readonly filing: Filing;
  readonly delivery: DeliveryView;
  readonly onClose: () => void;
}

const longestNote = 200;

function DeliveryDialog({ formKey, filing, delivery, onClose }: DeliveryDialogProps): ReactNode {
  const id = useId();
  const officer = useCall('session.info', {}).data?.officer ?? '';
  const [start] = useState(() => ({
    ...whenOf(delivery.atMs ?? Date.now()),
    way: delivery.id === '' ? ('paper' as const) : wayOf(delivery.way),
    handledBy: delivery.id === '' ? (null as string | null) : delivery.handledBy,
    receiptNumber: delivery.receiptNumber,
    note: delivery.note,
  }));
  const draft = useDraft(formKey, start, delivery.heads);
  const { date, time, note } = draft.values;
  const how: DeliveryHow = {
    way: draft.values.way,
    handledBy: draft.values.handledBy ?? officer,
    receiptNumber: draft.values.receiptNumber,
  };
  const change = (part: Partial<typeof draft.values>): void =>
    draft.patch({ date, time, note, ...how, ...part });
  const { save, busy } = useSave(draft, { doneText: '已记下' });
  const undo = useCommand('filing.undeliver', { doneText: '已撤销这条记录', onDone: onClose });
  const isReady =
    draft.ready &&
    whenProblems({ date, time }, true).length === 0 &&
    isHowFit(how) &&
    lengthProblem(note, longestNote) === null;
  const confirm = (): void => {
    if (!isReady) return;
    const told = { ...how, note, atMs: momentOf({ date, time }) };
    save('filing.deliver', { id: filing.id, slot: delivery.slot, delivery: told, seen: draft.seen }, onClose);
  };
  return (
    <Dialog
      draft={draft}
      title={deliverySlot(delivery.slot).label}
      okText="记下"
      width={460}
      okButtonProps={{ disabled: !isReady, loading: busy }}
      onOk={confirm}
      onCancel={onClose}
      note={
        delivery.atMs === null ? null : (
          <ConfirmAction
            title="撤销这条报送记录？"
            explanation="这条记录和它对应的步骤时间将清除，变更记录会保留。"
            confirmLabel="撤销记录"
            danger
            onConfirm={() => undo.mutateAsync({ id: filing.id, slot: delivery.slot }).then(() => undefined)}
          >
            撤销记录
          </ConfirmAction>
        )
      }
    >
      <DraftNotice draft={draft} explanation="表单将回到已记下的内容。" />
      {draft.ready ? (
        <>
          <WhenFields id={id} when={{ date, time }} withTime onChange={change} onEnter={confirm} />
          <HowFields id={id} how={how} onChange={change} onEnter={confirm} />
          <div className="desk-how">
            <label htmlFor={`${id}-note`}>说明</label>
            <div>
              <Input
                id={`${id}-note`}
                value={note}
                placeholder="可不填"
                onChange={(event) => change({ note: event.target.value })}
                onPressEnter={confirm}
              />
              <LengthNote text={note} limit={longestNote} />
            </div>
          </div>
        </>
      ) : null}
    </Dialog>
  );
}
