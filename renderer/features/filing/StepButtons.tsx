/** The next step of a filing, one step back, and what was done apart from the steps. */
import { Alert, Button, Checkbox, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { isDate, localDate, localDateTime, startOfDayMs } from '../../../shared/clock.ts';
import type { InputOf } from '../../../shared/contract.ts';
import type { Filing } from '../../../shared/filing/contract.ts';
import { type FilingStatus, filingStatusLabels, nextStatuses } from '../../../shared/filing/rules.ts';
import { useCommand } from '../../commands.ts';
import { useSave } from '../../save.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { DraftNote } from '../../ui/FormActions.tsx';
import { DateInput } from '../../ui/formInputs.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { useDraft } from '../../ui/useDraft.ts';

type Step = InputOf<'filing.advance'>['step'];
type Asked = FilingStatus | 'mark-reported' | 'mark-notified';

const questions: Readonly<Record<Exclude<Asked, 'draft'>, string>> = {
  reported: '何时报告市政府及部门负责人？',
  inspected: '哪一天实施检查？',
  concluded: '哪一天作出处置结论？',
  sent: '何时将报备表报送联系市领导？',
  'mark-reported': '何时补报市政府及部门负责人？',
  'mark-notified': '何时通报挂钩联系市领导？',
};

const noConclusionYet = '报备表上的“处置结论”还没有填写：可以先记下这一步，打印和报送之前请补填。';

export function StepButtons({ filing }: { readonly filing: Filing }): ReactNode {
  const { id, progress, heads } = filing;
  const [form, setForm] = useOpenForm();
  const offered = askable(progress);
  const asked = offered.find((each) => stepKey(id, each) === form) ?? null;
  const setAsked = (next: Asked): void => setForm(stepKey(id, next));
  const close = (): void => setForm('');
  const seen: Record<string, string[]> = heads['progress'] ? { progress: heads['progress'] } : {};
  const back = useCommand('filing.stepBack', { doneText: '已退回上一步' });
  const [next, ...others] = nextStatuses(progress.status);
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
      {offered.includes('mark-reported') ? (
        <Button onClick={() => setAsked('mark-reported')}>补记报告</Button>
      ) : null}
      {offered.includes('mark-notified') ? (
        <Button onClick={() => setAsked('mark-notified')}>记为已通报联系领导</Button>
      ) : null}
      {progress.status === 'draft' ? null : (
        <ConfirmAction
          title="退回上一步？"
          explanation={`“${filingStatusLabels[progress.status]}”这一步记下的时间将清除，变更记录会保留。`}
          confirmLabel="退回上一步"
          onConfirm={() => back.mutateAsync({ id, seen }).then(() => undefined)}
        >
          退回上一步
        </ConfirmAction>
      )}
      {asked === null || asked === 'draft' ? null : (
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

/** What may be recorded now. */
function askable({ status, reportedAtMs, notifiedAtMs }: Filing['progress']): readonly Asked[] {
  const begun = status !== 'draft';
  return [
    ...nextStatuses(status),
    ...(begun && reportedAtMs === null ? (['mark-reported'] as const) : []),
    ...(begun && notifiedAtMs === null ? (['mark-notified'] as const) : []),
  ];
}

/** Whether what was typed about a step still has its button. */
export function isStepOpen({ id, progress }: Filing, formKey: string): boolean {
  return askable(progress).some((each) => stepKey(id, each) === formKey);
}

/** The day proposed, today when there is none; what is recorded is of a day that has come. */
function proposedDay(date: string): string {
  const today = localDate(Date.now());
  return date !== '' && date < today ? date : today;
}

function toStep(to: Asked, date: string, atMs: number, alsoNotified: boolean): Step | null {
  switch (to) {
    case 'reported':
      return { to, atMs, notifiedAtMs: alsoNotified ? atMs : null };
    case 'inspected':
    case 'concluded':
      return { to, date };
    case 'sent':
      return { to, atMs };
    default:
      return null;
  }
}

interface WhenDialogProps {
  readonly formKey: string;
  readonly filingId: string;
  readonly asked: Exclude<Asked, 'draft'>;
  readonly seen: Record<string, string[]>;
  /** The day proposed; '' for today. */
  readonly date: string;
  /** What to know before; '' for nothing. */
  readonly hint: string;
  readonly onClose: () => void;
}

/** A day, and the hour where it matters. Now unless changed: Enter is enough. */
function WhenDialog(props: WhenDialogProps): ReactNode {
  const id = useId();
  const { filingId, asked, onClose } = props;
  const withTime = asked !== 'inspected' && asked !== 'concluded';
  const [now] = useState(() => ({
    date: proposedDay(props.date),
    time: localDateTime(Date.now()).slice(11),
    alsoNotified: false,
  }));
  // A draft of last week counts as what was seen then.
  const draft = useDraft(props.formKey, now, props.seen);
  const { date, time, alsoNotified } = draft.values;
  // All that is shown: an hour typed yesterday is not one of today.
  const change = (part: Partial<typeof draft.values>): void =>
    draft.patch({ date, time, alsoNotified, ...part });
  const { save, busy } = useSave(draft, { doneText: '已记下' });
  const answer = (atMs: number): void => {
    const { seen } = draft;
    if (asked === 'mark-reported' || asked === 'mark-notified') {
      const what = asked === 'mark-reported' ? 'reported' : 'notified';
      save('filing.mark', { id: filingId, what, atMs, seen }, onClose);
    } else {
      const step = toStep(asked, date, atMs, alsoNotified);
      if (step) save('filing.advance', { id: filingId, step, seen }, onClose);
    }
  };
  const timeMs = timeOfDayMs(time);
  const wrong = [
    ...(isDate(date) ? [] : ['日期不是有效的年月日，如 2026-11-24']),
    ...(withTime && timeMs === null ? ['时间请填 00:00 到 23:59，如 09:30'] : []),
  ];
  const isReady = draft.ready && wrong.length === 0;
  const confirm = (): void => {
    if (isReady) answer(startOfDayMs(date) + (timeMs ?? 0));
  };
  return (
    <Dialog
      typed={Object.keys(draft.touched).length > 0}
      title={questions[asked]}
      okText="记下"
      width={460}
      okButtonProps={{ disabled: !isReady, loading: busy }}
      onOk={confirm}
      onCancel={onClose}
      note={<DraftNote status={draft.status} />}
    >
      {props.hint === '' ? null : <Alert type="info" showIcon title={props.hint} />}
      <DraftNotice draft={draft} explanation="日期和时间将回到现在。" />
      {draft.ready ? (
        <div className="desk-when">
          <label htmlFor={`${id}-date`}>日期</label>
          <DateInput
            id={`${id}-date`}
            value={date}
            onChange={(next) => change({ date: String(next) })}
            invalid={!isDate(date)}
            required
            disabled={false}
            describedBy={`${id}-wrong`}
          />
          {withTime ? (
            <>
              <label htmlFor={`${id}-time`}>时间</label>
              <Input
                id={`${id}-time`}
                value={time}
                placeholder="09:30"
                style={{ width: 90 }}
                aria-describedby={`${id}-wrong`}
                {...(timeMs === null ? { status: 'error' as const } : {})}
                onChange={(event) => change({ time: event.target.value.normalize('NFKC') })}
                onPressEnter={confirm}
              />
            </>
          ) : null}
        </div>
      ) : null}
      <p id={`${id}-wrong`} className="desk-when-wrong" role="status">
        {wrong.join('；')}
      </p>
      {asked === 'reported' ? (
        <Checkbox checked={alsoNotified} onChange={(event) => change({ alsoNotified: event.target.checked })}>
          同时通报了挂钩联系市领导
        </Checkbox>
      ) : null}
    </Dialog>
  );
}

/** 09:30 or 0930 as milliseconds of the day; null when it is no time. */
function timeOfDayMs(text: string): number | null {
  const match = /^([01]?\d|2[0-3]):?([0-5]\d)$/.exec(text.trim());
  return match ? (Number(match[1]) * 60 + Number(match[2])) * 60_000 : null;
}
