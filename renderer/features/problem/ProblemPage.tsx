import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { addDays } from '../../../shared/clock.ts';
import type { Problem } from '../../../shared/problem/contract.ts';
import {
  confirmationWayLabels,
  dueState,
  problemCategoryLabels,
  problemSourceLabels,
  problemStateLabels,
} from '../../../shared/problem/rules.ts';
import { type EntryKind, entryKindLabels } from '../../../shared/problem/steps.ts';
import { AttachmentPanel } from '../../attachment-panel.tsx';
import { useCommand } from '../../commands.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { RecordHistory } from '../../record-history.tsx';
import { useConfirm } from '../../ui/ConfirmAction.tsx';
import { DescriptionGrid, type Fact } from '../../ui/DescriptionGrid.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { type MoreItem, MoreMenu } from '../../ui/MoreMenu.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { useToday } from '../../ui/useToday.ts';
import { CorrectDialog, correctKey, openCorrection } from './CorrectDialog.tsx';
import { ProblemNotes } from './ProblemNotes.tsx';
import { Thread } from './Thread.tsx';
import { isAsked, openStep, StepDialog, stepKey } from './StepDialog.tsx';
import { dueText, dueTones, stateTones } from './words.ts';

/** One problem: where it stands, what is to be done next, and everything that was written about it. */
export function ProblemPage(): ReactNode {
  const { problemId = '' } = useParams();
  const problem = useCall('problem.get', { id: problemId });
  if (problem.error)
    return (
      <FailedPage
        back={{ to: '/problems', label: '问题诉求' }}
        title="问题诉求"
        error={problem.error}
        onRetry={() => void problem.refetch()}
      />
    );
  if (!problem.data) return null;
  return <LoadedProblem key={problemId} problem={problem.data} />;
}

function LoadedProblem({ problem }: { readonly problem: Problem }): ReactNode {
  const { isLeader } = useOwnDesk();
  const [form, setForm] = useOpenForm();
  const open = openStep(problem, form);
  const wrong = openCorrection(problem, form);
  return (
    <Page
      header={
        <PageHeader
          back={{ to: '/problems', label: '问题诉求' }}
          title={<span title={problem.title}>{problem.title}</span>}
          subtitle={
            <Link to={`/enterprises/${encodeURIComponent(problem.enterpriseId)}`}>
              {problem.enterpriseName}
            </Link>
          }
          actions={<Actions problem={problem} onAsk={setForm} />}
        />
      }
    >
      <div className="desk-problem">
        <div>
          <DraftHint
            keys={['problem-step:', 'problem-correct:']}
            opens={(key) => openStep(problem, key) !== null || openCorrection(problem, key) !== null}
          />
          <ProblemNotes problem={problem} />
          <Panel title="企业诉求">
            <Facts problem={problem} />
          </Panel>
          <Panel title="办理记录">
            <Thread problem={problem} onCorrect={(entryId) => setForm(correctKey(problem.id, entryId))} />
          </Panel>
          <AttachmentPanel
            enterpriseId={problem.enterpriseId}
            of={{ kind: 'problem', id: problem.id }}
            editable={!isLeader && problem.editable}
            explanation="来函、答复文件、照片等，可一次选择多个，每个不超过 20 MB。"
          />
          <RecordHistory entityId={problem.id} />
        </div>
        <Standing problem={problem} />
      </div>
      {open === null ? null : (
        <StepDialog
          key={form}
          problem={problem}
          kind={open}
          label={actionLabel(problem, open)}
          onClose={() => setForm('')}
        />
      )}
      {wrong === null ? null : (
        <CorrectDialog key={form} problem={problem} entry={wrong} onClose={() => setForm('')} />
      )}
    </Page>
  );
}

/** What the city calls taking a town's problem over, and what it calls giving one that nobody asked it about to the town. */
function actionLabel(problem: Problem, kind: EntryKind): string {
  if (kind === 'accept' && problem.level === 'town' && !problem.actions.includes('assign')) return '接手办理';
  if (kind === 'assign' && problem.state === 'assigned') return '改派主办';
  if (kind === 'answer' && problem.state === 'answered') return '补充答复';
  if (kind === 'return' && problem.escalation !== null) return '退回镇区办理';
  return entryKindLabels[kind];
}

/** What ends or undoes something stands low in 更多, where the hand does not slip. */
const retreats: readonly EntryKind[] = ['explain', 'withdraw'];

interface ActionsProps {
  readonly problem: Problem;
  readonly onAsk: (key: string) => void;
}

/** The likeliest beside the title, the others behind 更多. */
function Actions({ problem, onAsk }: ActionsProps): ReactNode {
  const navigate = useNavigate();
  const withdraw = useCommand('problem.withdraw', { doneText: '已撤回提请' });
  const remove = useRemoval(problem.id);
  const unmerge = useCommand('problem.unmerge', { doneText: '已撤销并案' });
  const [first, second, ...others] = problem.actions.filter((kind) => !retreats.includes(kind));
  // The city has it, and there is nothing to be done but wait.
  const isWaiting = problem.actions.includes('withdraw') && first === 'comment';
  const take = (kind: EntryKind): void => {
    if (isAsked(kind)) onAsk(stepKey(problem.id, kind));
    else if (kind === 'withdraw') withdraw.mutate({ id: problem.id });
    else unmerge.mutate({ id: problem.id });
  };
  const entry = (kind: EntryKind): MoreItem => ({
    key: kind,
    label: actionLabel(problem, kind),
    onClick: () => take(kind),
  });
  const more: MoreItem[] = [
    ...others.map(entry),
    ...problem.barred.map(({ kind, reason }) => ({
      key: kind,
      label: actionLabel(problem, kind),
      barred: reason,
      onClick: () => undefined,
    })),
    ...(problem.editable
      ? [
          {
            key: 'edit',
            label: '修改诉求',
            onClick: () => void navigate(`/problems/${problem.id}/edit`),
          },
        ]
      : []),
    ...problem.actions.filter((kind) => retreats.includes(kind)).map(entry),
    ...(problem.removable ? [{ key: 'remove', label: '删除', danger: true, onClick: remove }] : []),
  ];
  return (
    <>
      <MoreMenu items={more} />
      {second === undefined ? null : (
        <Button onClick={() => take(second)}>{actionLabel(problem, second)}</Button>
      )}
      {first === undefined ? null : (
        <Button type={isWaiting ? 'default' : 'primary'} onClick={() => take(first)}>
          {actionLabel(problem, first)}
        </Button>
      )}
    </>
  );
}

function useRemoval(id: string): () => void {
  const navigate = useNavigate();
  const remove = useCommand('problem.remove', {
    doneText: '已删除',
    onDone: () => void navigate('/problems', { replace: true }),
  });
  return useConfirm({
    title: '删除这个问题？',
    explanation: '登记有误、还没有办理的问题可以删除，变更记录会保留。',
    confirmLabel: '删除',
    danger: true,
    onConfirm: () => remove.mutateAsync({ id }).then(() => undefined),
  });
}

function Facts({ problem }: { readonly problem: Problem }): ReactNode {
  return (
    <DescriptionGrid
      facts={[
        ...(problem.detail === ''
          ? []
          : [
              {
                label: '具体情况',
                value: <span className="desk-kept-lines">{problem.detail}</span>,
                wide: true,
              },
            ]),
        { label: '类别', value: problemCategoryLabels[problem.category] },
        { label: '提出日期', value: problem.raisedOn },
        {
          label: '来源',
          value:
            problem.visitId === '' ? (
              problemSourceLabels[problem.source]
            ) : problem.isVisitRemoved ? (
              '走访（记录已删除）'
            ) : (
              <Link to={`/visits/${problem.visitId}`}>走访记录</Link>
            ),
        },
        { label: '企业联系人', value: [problem.raisedBy, problem.phone].filter(Boolean).join(' ') },
      ]}
    />
  );
}

function levelFact({ level, townName }: Problem): Fact {
  return { label: '办理层级', value: level === 'city' ? '市级' : townName || '镇区' };
}

/** Whose it is and by when, of one that goes on in no other. */
function standingFacts(problem: Problem): readonly Fact[] {
  const { handling, overtakenDueOn, helpers, helperDueOn } = problem;
  const times = handling.extensions > 0 ? `（延期 ${handling.extensions} 次）` : '';
  const helpersDue = helperDueOn === '' ? '' : `（期限 ${helperDueOn}）`;
  const kept = problem.isInTime === false ? '（超期）' : '（按期）';
  return [
    levelFact(problem),
    {
      label: '主办单位',
      value: overtakenDueOn === '' ? problem.host || '尚未交办' : `${problem.host}（镇区交办）`,
    },
    ...(helpers.length === 0 ? [] : [{ label: '协办单位', value: helpers.join('、') + helpersDue }]),
    { label: '办理期限', value: handling.hostDueOn + times },
    ...(overtakenDueOn === ''
      ? []
      : [{ label: '镇区交办期限', value: `${overtakenDueOn}（同时由市级接手，以市级期限为准）` }]),
    ...(handling.answeredOn === '' ? [] : [{ label: '答复日期', value: handling.answeredOn + kept }]),
    ...(handling.endedOn === '' ? [] : [{ label: '关闭日期', value: handling.endedOn }]),
  ];
}

/** Beside the thread: whose it is, and by when. */
function Standing({ problem }: { readonly problem: Problem }): ReactNode {
  const today = useToday();
  const { state, confirmation } = problem;
  const due = dueText(problem, today);
  return (
    <div>
      <Panel title="办理情况">
        <p className="desk-standing">
          <StatusTag tone={problem.isDissatisfied ? 'bad' : stateTones[state]}>
            {problem.isDissatisfied ? '企业不满意' : problemStateLabels[state]}
          </StatusTag>
          {due === '' ? null : (
            <StatusTag tone={dueTones[dueState(problem, today, addDays(today, 3))]}>{due}</StatusTag>
          )}
        </p>
        <DescriptionGrid
          columns={1}
          facts={state === 'merged' ? [levelFact(problem)] : standingFacts(problem)}
        />
      </Panel>
      {confirmation?.isCurrent ? (
        <Panel title="企业确认">
          <DescriptionGrid
            columns={1}
            facts={[
              { label: '企业意见', value: confirmation.satisfied ? '满意' : '不满意' },
              {
                label: '确认',
                value: [
                  confirmation.on,
                  (confirmationWayLabels as Readonly<Record<string, string>>)[confirmation.way] ?? '',
                  confirmation.by,
                ]
                  .filter((part) => part !== '')
                  .join('　'),
              },
              ...(confirmation.note === '' ? [] : [{ label: '企业原话', value: confirmation.note }]),
            ]}
          />
        </Panel>
      ) : null}
    </div>
  );
}
