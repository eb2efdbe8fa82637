/** The next step of a filing, one step back, and what was done apart from the steps. */
import { Alert, Button, Checkbox } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { localDate, localDateTime } from '../../../shared/clock.ts';
import type { InputOf } from '../../../shared/contract.ts';
import type { DeliveryHow } from '../../../shared/filing/case-contract.ts';
import type { DeliveryWay } from '../../../shared/filing/case.ts';
import type { Filing } from '../../../shared/filing/contract.ts';
import { type FilingStatus, filingStatusLabels, nextStatuses } from '../../../shared/filing/rules.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { HowFields, isHowFit, momentOf, WhenFields, whenProblems } from './WhenFields.tsx';

type Step = InputOf<'filing.advance'>['step'];
type Asked = Exclude<FilingStatus, 'draft'>;

const questions: Readonly<Record<Asked, string>> = {
  reported: '何时报告市政府及部门负责人？',
  inspected: '哪一天实施检查？',
  concluded: '哪一天作出处置结论？',
  sent: '何时将报备表报送联系市领导？',
};

const noConclusionYet = '报备表上的“处置结论”还没有填写：可以先记下这一步，打印和报送之前请补填。';

export function StepButtons({ filing }: { readonly filing: Filing }): ReactNode {
  const { id, progress, heads } = filing;
  const [form, setForm] = useOpenForm();
  const offered = nextStatuses(progress.status);
  const asked = offered.find((each) => stepKey(id, each) === form) ?? null;
  const setAsked = (next: Asked): void => setForm(stepKey(id, next));
  const close = (): void => setForm('');
  const seen: Record<string, string[]> = heads['progress'] ? { progress: heads['progress'] } : {};
  const back = useCommand('filing.stepBack', { doneText: '已退回上一步' });
  // Where nothing is to be reported beforehand, the inspection is what comes next.
  const isReportNext = ['required', 'ask'].includes(filing.verdict.report.demand);
  const [next, ...others] = isReportNext ? offered : offered.toReversed();
  return (
    <div className="desk-steps-actions">
      {next === undefined ? null : (
        <Button type="primary" onClick={() => setAsked(next)}>
          记为{filingStatusLabels[next]}
        </Button>
      )}
      {others.map((status) => (
        <Button key={status} onClick={() => setAsked(status)}>
          记为{filingStatusLabels[status]}
        </Button>
      ))}
      {progress.status === 'draft' ? null : (
        <ConfirmAction
          title="退回上一步？"
          explanation={`“${filingStatusLabels[progress.status]}”这一步记下的时间、方式、经办人和回执号将清除，变更记录会保留。`}
          confirmLabel="退回上一步"
          onConfirm={() => back.mutateAsync({ id, seen }).then(() => undefined)}
        >
          退回上一步
        </ConfirmAction>
      )}
      {asked === null ? null : (
        <WhenDialog
          key={form}
          formKey={form}
          filingId={id}
          asked={asked}
          seen={seen}
          date={asked === 'inspected' ? filing.inspectionDate : ''}
          hint={asked === 'concluded' && filing.conclusion.trim() === '' ? noConclusionYet : ''}
          onClose={close}
        />
      )}
    </div>
  );
}

const stepKey = (filingId: string, asked: Asked): string => `step:${asked}:${filingId}`;

/** Whether what was typed about a step still has its button. */
export function isStepOpen({ id, progress, standing, editable }: Filing, formKey: string): boolean {
  if (!editable || standing !== 'counts') return false;
  return nextStatuses(progress.status).some((each) => stepKey(id, each) === formKey);
}

/** The day proposed, today when there is none; what is recorded is of a day that has come. */
function proposedDay(date: string): string {
  const today = localDate(Date.now());
  return date !== '' && date < today ? date : today;
}

function toStep(to: Asked, date: string, atMs: number, alsoNotified: boolean, how: DeliveryHow): Step {
  switch (to) {
    case 'reported':
      return { to, atMs, notifiedAtMs: alsoNotified ? atMs : null, how };
    case 'inspected':
    case 'concluded':
      return { to, date };
    case 'sent':
      return { to, atMs, how };
  }
}

interface WhenDialogProps {
  readonly formKey: string;
  readonly filingId: string;
  readonly asked: Asked;
  readonly seen: Record<string, string[]>;
  /** The day proposed; '' for today. */
  readonly date: string;
  /** What to know before; '' for nothing. */
  readonly hint: string;
  readonly onClose: () => void;
}

/** A day, and the hour, way and officer where it matters. Now unless changed: Enter is enough. */
function WhenDialog(props: WhenDialogProps): ReactNode {
  const id = useId();
  const { filingId, asked, onClose } = props;
  const withTime = asked !== 'inspected' && asked !== 'concluded';
  const officer = useCall('session.info', {}).data?.officer ?? '';
  const [now] = useState(() => ({
    date: proposedDay(props.date),
    time: localDateTime(Date.now()).slice(11),
    alsoNotified: false,
    way: 'paper' as DeliveryWay,
    handledBy: null as string | null,
    receiptNumber: '',
  }));
  // A draft of last week counts as what was seen then.
  const draft = useDraft(props.formKey, now, props.seen);
  const { date, time, alsoNotified, way, receiptNumber } = draft.values;
  const how = { way, handledBy: draft.values.handledBy ?? officer, receiptNumber };
  // All that is shown: an hour typed yesterday is not one of today.
  const change = (part: Partial<typeof draft.values>): void =>
    draft.patch({ date, time, alsoNotified, ...how, ...part });
  const { save, busy } = useSave(draft, { doneText: '已记下' });
  const isReady = draft.ready && whenProblems({ date, time }, withTime).length === 0 && isHowFit(how);
  const confirm = (): void => {
    if (!isReady) return;
    const { seen } = draft;
    const atMs = momentOf({ date, time });
    const step = toStep(asked, date, atMs, alsoNotified, how);
    save('filing.advance', { id: filingId, step, seen }, onClose);
  };
  return (
    <Dialog
      draft={draft}
      title={questions[asked]}
      okText="记下"
      width={460}
      okButtonProps={{ disabled: !isReady, loading: busy }}
      onOk={confirm}
      onCancel={onClose}
    >
      {props.hint === '' ? null : <Alert type="info" showIcon title={props.hint} />}
      <DraftNotice draft={draft} explanation="日期和时间将回到现在。" />
      {draft.ready ? (
        <>
          <WhenFields id={id} when={{ date, time }} withTime={withTime} onChange={change} onEnter={confirm} />
          {withTime ? <HowFields id={id} how={how} onChange={change} onEnter={confirm} /> : null}
        </>
      ) : null}
      {asked === 'reported' ? (
        <Checkbox checked={alsoNotified} onChange={(event) => change({ alsoNotified: event.target.checked })}>
          同时通报了挂钩联系市领导
        </Checkbox>
      ) : null}
    </Dialog>
  );
}
