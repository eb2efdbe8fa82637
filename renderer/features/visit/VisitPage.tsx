import { Alert, Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { localDate } from '../../../shared/clock.ts';
import { leaderText } from '../../../shared/filing/rules.ts';
import { problemStateLabels } from '../../../shared/problem/rules.ts';
import type { PromiseView, Visit } from '../../../shared/visit/contract.ts';
import { visitDay } from '../../../shared/visit/rules.ts';
import { AttachmentPanel } from '../../attachment-panel.tsx';
import { useCommand } from '../../commands.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { RecordHistory } from '../../record-history.tsx';
import { useConfirm } from '../../ui/ConfirmAction.tsx';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { type MoreItem, MoreMenu } from '../../ui/MoreMenu.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { useToday } from '../../ui/useToday.ts';
import { LastVisit } from './LastVisit.tsx';
import { QuietNotice } from './QuietNotice.tsx';
import { openStep, StepDialog, stepKey } from './StepDialog.tsx';
import { visitStanding } from './words.ts';

const back = { to: '/visits', label: '走访服务' };

/** One visit: what was said and promised, the problems raised in it, its photos. */
export function VisitPage(): ReactNode {
  const { visitId = '' } = useParams();
  const visit = useCall('visit.get', { id: visitId });
  if (visit.error)
    return (
      <FailedPage back={back} title="走访记录" error={visit.error} onRetry={() => void visit.refetch()} />
    );
  return visit.data ? <LoadedVisit key={visitId} visit={visit.data} /> : null;
}

function LoadedVisit({ visit }: { readonly visit: Visit }): ReactNode {
  const { isLeader } = useOwnDesk();
  const [form, setForm] = useOpenForm();
  const isJustSaved = useIsJustSaved();
  const step = openStep(visit, form);
  const photos = (
    <AttachmentPanel
      enterpriseId={visit.enterpriseId}
      of={{ kind: 'visit', id: visit.id }}
      editable={visit.attachable}
      explanation="现场照片、企业提供的材料等，可一次选择多个，每个不超过 20 MB。照片自动压缩并去除拍摄地点。"
    />
  );
  return (
    <Page
      large={isLeader}
      header={
        <PageHeader
          back={back}
          title={`走访${visit.enterpriseName}`}
          subtitle={
            <Link to={`/enterprises/${encodeURIComponent(visit.enterpriseId)}?section=visits`}>一企一册</Link>
          }
          actions={
            <Actions visit={visit} onAsk={(kind) => setForm(stepKey(visit, { kind, id: visit.id }))} />
          }
        />
      }
    >
      <DraftHint keys={['visit-step:']} opens={(key) => openStep(visit, key) !== null} />
      {isJustSaved ? (
        <>
          <Alert
            className="desk-page-alert"
            type="success"
            showIcon
            title="走访已记录。有现场照片的，现在就可以添加。"
          />
          {photos}
        </>
      ) : null}
      <Panel title="走访">
        <Facts visit={visit} />
      </Panel>
      {visit.timing.status === 'made' ? (
        <>
          <Panel title="承诺事项">
            <Promises visit={visit} onKeep={(id) => setForm(stepKey(visit, { kind: 'keep', id }))} />
          </Panel>
          <Panel title="企业问题">
            <Problems visit={visit} />
          </Panel>
        </>
      ) : null}
      {visit.timing.status === 'planned' ? <Before visit={visit} /> : null}
      {isJustSaved || visit.timing.status !== 'made' ? null : photos}
      <RecordHistory entityId={visit.id} />
      {step === null ? null : <StepDialog key={form} visit={visit} step={step} onClose={() => setForm('')} />}
    </Page>
  );
}

/** What to know before one goes. */
function Before({ visit }: { readonly visit: Visit }): ReactNode {
  const today = useToday();
  const context = useCall('visit.context', {
    enterpriseId: visit.enterpriseId,
    // Its day may have passed: what was said and promised since is to be known all the same.
    date: visit.timing.plannedOn < today ? today : visit.timing.plannedOn,
    exceptId: visit.id,
  }).data;
  if (!context) return null;
  return (
    <>
      <QuietNotice context={context} />
      <LastVisit context={context} />
    </>
  );
}

/** Said once by the form that was saved; the address forgets it as soon as a dialog is opened. */
function useIsJustSaved(): boolean {
  const { state } = useLocation();
  const [isJustSaved] = useState(() => (state as { readonly justSaved?: true } | null)?.justSaved === true);
  return isJustSaved;
}

interface ActionsProps {
  readonly visit: Visit;
  readonly onAsk: (kind: 'reschedule' | 'cancel') => void;
}

function Actions({ visit, onAsk }: ActionsProps): ReactNode {
  const navigate = useNavigate();
  const { isLeader } = useOwnDesk();
  const { id, enterpriseId, editable, timing, problems } = visit;
  const remove = useCommand('visit.remove', {
    doneText: '已删除',
    onDone: () => void navigate('/visits', { replace: true }),
  });
  const askRemove = useConfirm({
    title: '删除这次走访？',
    explanation: '记录有误的走访可以删除，其中的承诺事项一并删除，变更记录会保留。',
    confirmLabel: '删除',
    danger: true,
    onConfirm: () => remove.mutateAsync({ id }).then(() => undefined),
  });
  const isPlanned = timing.status === 'planned';
  const more: MoreItem[] = [
    ...(editable && isPlanned
      ? [
          { key: 'reschedule', label: '改期', onClick: () => onAsk('reschedule') },
          { key: 'cancel', label: '取消走访', onClick: () => onAsk('cancel') },
        ]
      : []),
    ...(editable && !isLeader && problems.length === 0
      ? [{ key: 'remove', label: '删除', danger: true, onClick: askRemove }]
      : []),
  ];
  const edit = (): void => void navigate(`/visits/${id}/edit`);
  return (
    <>
      <MoreMenu items={more} />
      {timing.status === 'cancelled' ? null : (
        <Button onClick={() => void navigate(`/visits/paper?enterprise=${enterpriseId}&visit=${id}`)}>
          {isPlanned ? '打印走访单' : '打印走访记录'}
        </Button>
      )}
      {!editable || timing.status === 'cancelled' ? null : isPlanned ? (
        <Button type="primary" onClick={edit}>
          记录走访
        </Button>
      ) : (
        <Button type="primary" onClick={edit}>
          修改
        </Button>
      )}
    </>
  );
}

function Facts({ visit }: { readonly visit: Visit }): ReactNode {
  const { timing, purpose, said, note } = visit;
  const isMade = timing.status === 'made';
  const standing = visitStanding(timing, useToday());
  const kept = (text: string): ReactNode => <span className="desk-kept-lines">{text}</span>;
  return (
    <DescriptionGrid
      facts={[
        {
          label: isMade ? '走访日期' : '计划日期',
          value: (
            <span className="desk-cell-tags">
              {visitDay(timing)}
              <StatusTag tone={standing.tone}>{standing.label}</StatusTag>
              {isMade && timing.plannedOn !== '' && timing.plannedOn !== timing.visitedOn ? (
                <span className="desk-none">原计划 {timing.plannedOn}</span>
              ) : null}
            </span>
          ),
        },
        { label: '走访领导', value: leaderText(visit.leader) },
        ...(timing.status === 'cancelled' ? [{ label: '取消原因', value: timing.reason, wide: true }] : []),
        ...(purpose === '' ? [] : [{ label: '走访事由', value: purpose, wide: true }]),
        { label: '同行人员', value: visit.participants.join('、') },
        ...(isMade
          ? [
              { label: '企业参加人员', value: visit.hosts },
              { label: '企业反映情况', value: said === '' ? '' : kept(said), wide: true },
            ]
          : []),
        ...(note === '' ? [] : [{ label: '备注', value: kept(note), wide: true }]),
      ]}
    />
  );
}

interface PromisesProps {
  readonly visit: Visit;
  readonly onKeep: (id: string) => void;
}

function Promises({ visit, onKeep }: PromisesProps): ReactNode {
  const [today] = useState(() => localDate(Date.now()));
  const complete = useCommand('promise.complete');
  const columns: readonly DataColumn<PromiseView>[] = [
    {
      key: 'what',
      title: '承诺事项',
      width: 300,
      grow: true,
      value: (row) => row.what,
      render: (row) => <span className="desk-kept-lines">{row.what}</span>,
    },
    { key: 'who', title: '责任单位（人）', width: 160, value: (row) => row.who },
    {
      key: 'dueDate',
      title: '完成时限',
      width: 150,
      value: (row) => row.dueDate,
      render: (row) =>
        !row.done && row.dueDate !== '' && row.dueDate < today ? (
          <StatusTag tone="bad">{`${row.dueDate} 已逾期`}</StatusTag>
        ) : (
          row.dueDate || <span className="desk-none">—</span>
        ),
    },
    {
      key: 'done',
      title: '兑现情况',
      width: 240,
      value: (row) => (row.done ? `已兑现 ${row.doneOn}` : '未兑现'),
      render: (row) => (
        <>
          <Checkbox
            checked={row.done}
            disabled={!visit.editable || complete.isPending}
            onChange={({ target }) => {
              if (target.checked) onKeep(row.id);
              else complete.mutate({ id: row.id, done: false, doneOn: '', note: row.note, seen: row.heads });
            }}
          >
            {row.done ? `已兑现 ${row.doneOn}` : '已兑现'}
          </Checkbox>
          {row.note === '' ? null : <div className="desk-none desk-kept-lines">{row.note}</div>}
        </>
      ),
    },
  ];
  return (
    <SmallTable
      label="承诺事项"
      columns={columns}
      rowKey={(row) => row.id}
      rows={visit.promises}
      empty={<span className="desk-none">本次走访没有承诺事项</span>}
    />
  );
}

function Problems({ visit }: { readonly visit: Visit }): ReactNode {
  if (visit.problems.length === 0) return <span className="desk-none">本次走访没有登记企业问题</span>;
  return (
    <ul className="desk-visit-list">
      {visit.problems.map(({ id, title, state }) => (
        <li key={id}>
          <Link to={`/problems/${id}`}>{title}</Link>
          <span className="desk-none">{problemStateLabels[state]}</span>
        </li>
      ))}
    </ul>
  );
}
