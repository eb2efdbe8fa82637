/** The next step of a filing, one step back, and what was done apart from the steps. */
import { Alert, Button, Checkbox, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { isDate, localDate, localDateTime, startOfDayMs } from '../../../shared/clock.ts';
import type { InputOf } from '../../../shared/contract.ts';
import type { Filing } from '../../../shared/filing/contract.ts';
import { type FilingStatus, filingStatusLabels, nextStatuses } from '../../../shared/filing/rules.ts';
import { useCommand } from '../../commands.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DateInput } from '../../ui/formInputs.tsx';

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
  const [asked, setAsked] = useState<Asked | null>(null);
  const seen: Record<string, string[]> = heads['progress'] ? { progress: heads['progress'] } : {};
  const done = { doneText: '已记下', onDone: () => setAsked(null) };
  const advance = useCommand('filing.advance', done);
  const mark = useCommand('filing.mark', done);
  const back = useCommand('filing.stepBack', { doneText: '已退回上一步' });
  const answer = (date: string, atMs: number, alsoNotified: boolean): void => {
    if (asked === 'mark-reported' || asked === 'mark-notified') {
      mark.mutate({ id, what: asked === 'mark-reported' ? 'reported' : 'notified', atMs, seen });
    } else {
      const step = toStep(asked, date, atMs, alsoNotified);
      if (step) advance.mutate({ id, step, seen });
    }
  };
  const [next, ...others] = nextStatuses(progress.status);
  const isLateReport = progress.reportedAtMs === null && progress.status !== 'draft';
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
      {isLateReport ? <Button onClick={() => setAsked('mark-reported')}>补记报告</Button> : null}
      {progress.notifiedAtMs === null && progress.status !== 'draft' ? (
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
          key={asked}
          question={questions[asked]}
          withTime={asked !== 'inspected' && asked !== 'concluded'}
          withNotice={asked === 'reported'}
          date={asked === 'inspected' ? filing.inspectionDate : ''}
          hint={asked === 'concluded' && filing.conclusion.trim() === '' ? noConclusionYet : ''}
          busy={advance.isPending || mark.isPending}
          onCancel={() => setAsked(null)}
          onAnswer={answer}
        />
      )}
    </div>
  );
}

/** The day proposed, today when there is none; what is recorded is of a day that has come. */
function proposedDay(date: string): string {
  const today = localDate(Date.now());
  return date !== '' && date < today ? date : today;
}

function toStep(to: Asked | null, date: string, atMs: number, alsoNotified: boolean): Step | null {
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
  readonly question: string;
  readonly withTime: boolean;
  readonly withNotice: boolean;
  /** The day proposed; '' for today. */
  readonly date: string;
  /** What to know before; '' for nothing. */
  readonly hint: string;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onAnswer: (date: string, atMs: number, alsoNotified: boolean) => void;
}

/** A day, and the hour where it matters. Now unless changed: Enter is enough. */
function WhenDialog(props: WhenDialogProps): ReactNode {
  const id = useId();
  const [date, setDate] = useState(() => proposedDay(props.date));
  const [time, setTime] = useState(() => localDateTime(Date.now()).slice(11));
  const [alsoNotified, setAlsoNotified] = useState(false);
  const timeMs = timeOfDayMs(time);
  const wrong = [
    ...(isDate(date) ? [] : ['日期不是有效的年月日，如 2026-11-24']),
    ...(props.withTime && timeMs === null ? ['时间请填 00:00 到 23:59，如 09:30'] : []),
  ];
  const isReady = wrong.length === 0;
  const confirm = (): void => {
    if (isReady) props.onAnswer(date, startOfDayMs(date) + (timeMs ?? 0), alsoNotified);
  };
  return (
    <Dialog
      title={props.question}
      okText="记下"
      width={460}
      okButtonProps={{ disabled: !isReady, loading: props.busy }}
      onOk={confirm}
      onCancel={props.onCancel}
    >
      {props.hint === '' ? null : <Alert type="info" showIcon title={props.hint} />}
      <div className="desk-when">
        <label htmlFor={`${id}-date`}>日期</label>
        <DateInput
          id={`${id}-date`}
          value={date}
          onChange={(next) => setDate(String(next))}
          invalid={!isDate(date)}
          required
          disabled={false}
          describedBy={`${id}-wrong`}
        />
        {props.withTime ? (
          <>
            <label htmlFor={`${id}-time`}>时间</label>
            <Input
              id={`${id}-time`}
              value={time}
              placeholder="09:30"
              maxLength={5}
              style={{ width: 90 }}
              aria-describedby={`${id}-wrong`}
              {...(timeMs === null ? { status: 'error' as const } : {})}
              onChange={(event) => setTime(event.target.value.normalize('NFKC'))}
              onPressEnter={confirm}
            />
          </>
        ) : null}
      </div>
      <p id={`${id}-wrong`} className="desk-when-wrong" role="status">
        {wrong.join('；')}
      </p>
      {props.withNotice ? (
        <Checkbox checked={alsoNotified} onChange={(event) => setAlsoNotified(event.target.checked)}>
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
