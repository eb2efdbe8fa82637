/** 政策口径: what the policy leaves open, what the program goes by meanwhile, and what the city DRC answered. */
import { Button, Form, Input, Select } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { isDate, localDate } from '../../../shared/clock.ts';
import type { AnsweredQuestion } from '../../../shared/policy/contract.ts';
import { policyQuestion } from '../../../shared/policy/questions.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { DateInput } from '../../ui/formInputs.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { useDraft } from '../../ui/useDraft.ts';

export function PolicyPage(): ReactNode {
  const answers = useCall('policy.answers', {});
  return (
    <Page
      header={
        <PageHeader
          back={{ to: '/filings', label: '检查处置报备' }}
          title="政策口径"
          subtitle="87号文件没有写明的，答复以前按默认口径提醒；答复由市发改委记入，随数据包告知各镇区"
        />
      }
    >
      {answers.error ? <ErrorNotice error={answers.error} onRetry={() => void answers.refetch()} /> : null}
      {(answers.data ?? []).map((answered) => (
        <Question key={answered.key} answered={answered} />
      ))}
    </Page>
  );
}

function Question({ answered }: { readonly answered: AnsweredQuestion }): ReactNode {
  const { side, isLeader } = useOwnDesk();
  const question = policyQuestion(answered.key);
  const { answer } = answered;
  const inUse = question.choices.find(({ value }) => value === answered.inUse)?.label ?? answered.inUse;
  const isKnown = answer === null || question.choices.some(({ value }) => value === answer.choice);
  return (
    <Panel
      title={question.question}
      extra={side === 'city' && !isLeader ? <AnswerButtons answered={answered} /> : undefined}
    >
      <div id={answered.key} className="desk-policy">
        <p>
          <StatusTag tone={answer && isKnown ? 'good' : 'plain'}>
            {answer && isKnown ? '已答复' : '默认'}
          </StatusTag>{' '}
          <strong>{inUse}</strong>
          {answer && isKnown ? <span className="desk-none">{`　${sourceText(answer)}`}</span> : null}
        </p>
        {isKnown ? null : <p>答复的口径由较新版本的程序记入，本机升级后才能照办，目前按默认口径。</p>}
        <p className="desk-none">{question.gap}</p>
        {answer && isKnown ? null : <p className="desk-none">默认的理由：{question.why}</p>}
      </div>
    </Panel>
  );
}

function sourceText({ reference, answeredOn }: NonNullable<AnsweredQuestion['answer']>): string {
  return [reference, answeredOn].filter((text) => text !== '').join('，');
}

function AnswerButtons({ answered }: { readonly answered: AnsweredQuestion }): ReactNode {
  const formKey = `policy:${answered.key}`;
  const [form, setForm] = useOpenForm();
  const withdraw = useCommand('policy.answer', { doneText: '已恢复默认口径' });
  return (
    <>
      {answered.answer === null ? null : (
        <ConfirmAction
          title="恢复默认口径？"
          explanation="记入的答复不再作数，变更记录会保留。"
          confirmLabel="恢复默认"
          onConfirm={() =>
            withdraw
              .mutateAsync({ key: answered.key, answer: null, seen: answered.heads })
              .then(() => undefined)
          }
        >
          恢复默认
        </ConfirmAction>
      )}
      <Button onClick={() => setForm(formKey)}>{answered.answer === null ? '记入答复' : '修改答复'}</Button>
      {form === formKey ? (
        <AnswerDialog answered={answered} formKey={formKey} onClose={() => setForm('')} />
      ) : null}
    </>
  );
}

interface AnswerDialogProps {
  readonly answered: AnsweredQuestion;
  readonly formKey: string;
  readonly onClose: () => void;
}

function AnswerDialog({ answered, formKey, onClose }: AnswerDialogProps): ReactNode {
  const id = useId();
  const { key, answer, heads } = answered;
  const [today] = useState(() => localDate(Date.now()));
  const question = policyQuestion(key);
  const draft = useDraft(
    formKey,
    {
      choice: answer?.choice ?? answered.inUse,
      reference: answer?.reference ?? '',
      answeredOn: answer?.answeredOn ?? today,
    },
    heads,
  );
  const { choice, reference, answeredOn } = draft.values;
  const { save, busy } = useSave(draft, { doneText: '已记入，随下次数据包告知镇区' });
  const isDay = answeredOn === '' || isDate(answeredOn);
  const isReady = draft.ready && isDay;
  const onSave = (): void => {
    if (isReady) save('policy.answer', { key, answer: draft.values, seen: draft.seen }, onClose);
  };
  return (
    <Dialog
      draft={draft}
      title={question.question}
      okText="记入"
      okButtonProps={{ disabled: !isReady, loading: busy }}
      onOk={onSave}
      onCancel={onClose}
    >
      <DraftNotice draft={draft} explanation="表单将回到现在的口径。" />
      {draft.ready ? (
        <Form layout="vertical" onFinish={onSave}>
          <Form.Item label="口径" htmlFor={`${id}-choice`}>
            <Select
              id={`${id}-choice`}
              value={choice}
              options={question.choices.map(({ value, label }) => ({ value, label }))}
              onChange={(value) => draft.patch({ choice: value })}
            />
          </Form.Item>
          <Form.Item label="答复的文号或来源" htmlFor={`${id}-reference`}>
            <Input
              id={`${id}-reference`}
              value={reference}
              placeholder="如：皋发改函〔2026〕3号，或某科电话答复"
              onChange={(event) => draft.patch({ reference: event.target.value })}
            />
          </Form.Item>
          <Form.Item
            label="答复日期"
            htmlFor={`${id}-day`}
            {...(isDay
              ? {}
              : { validateStatus: 'error' as const, help: '日期不是有效的年月日，如 2026-11-24' })}
          >
            <DateInput
              id={`${id}-day`}
              value={answeredOn}
              onChange={(next) => draft.patch({ answeredOn: String(next) })}
              invalid={!isDay}
              required={false}
              disabled={false}
              describedBy={undefined}
            />
          </Form.Item>
          <button type="submit" hidden />
        </Form>
      ) : null}
    </Dialog>
  );
}
