import { Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { type Decision, type MeetingPaperKind, meetingPaperKinds } from '../../../shared/meeting/contract.ts';
import { useCommand } from '../../commands.ts';
import { useCompleteDecision } from '../../complete-decision.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { DecisionProgress } from '../../decision-progress.tsx';
import { useCall } from '../../queries.ts';
import { RecordHistory } from '../../record-history.tsx';
import { useSavedFile } from '../../saved-file.ts';
import { useConfirm } from '../../ui/ConfirmAction.tsx';
import { spellMonth } from '../../ui/dateText.ts';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { MoreMenu } from '../../ui/MoreMenu.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { PaperPreview } from '../../ui/PaperPreview.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { ReturnDialog, returnKey } from './AssignedDialog.tsx';
import { TownReports } from './TownReports.tsx';

/** One note: its facts, its 议定事项 and how far they are, and the paper as it will be printed. */
export function MeetingPage(): ReactNode {
  const { meetingId = '' } = useParams();
  const navigate = useNavigate();
  const saved = useSavedFile();
  const meeting = useCall('meeting.get', { id: meetingId });
  const [paper, setPaper] = useState<MeetingPaperKind>('minutes');
  const preview = useCall('meeting.preview', { id: meetingId, paper });
  const { complete } = useCompleteDecision();
  const [form, setForm] = useOpenForm();
  const remove = useCommand('meeting.remove', {
    doneText: '已删除',
    onDone: () => void navigate('/meetings', { replace: true }),
  });
  const askRemove = useConfirm({
    title: '删除这份会议纪要？',
    explanation: '会议纪要和议定事项不再显示，交镇区办理的随下次数据包撤销，变更记录会保留。',
    confirmLabel: '删除',
    danger: true,
    onConfirm: () => remove.mutateAsync({ id: meetingId }).then(() => undefined),
  });
  const exported = useCommand('meeting.exportPaper', {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  const print = useCommand('meeting.print');
  if (meeting.error) {
    return (
      <FailedPage
        back={{ to: '/meetings', label: '月度联席会议' }}
        title="会议纪要"
        error={meeting.error}
        onRetry={() => void meeting.refetch()}
      />
    );
  }
  if (!meeting.data) return null;
  const note = meeting.data;
  const returnable = note.decisions
    .flatMap(({ what, towns }) => towns.map((town) => ({ ...town, what })))
    .filter(({ state }) => state === 'reported');
  const returned = returnable.find(({ id }) => returnKey(meetingId, id) === form);
  return (
    <Page
      header={
        <PageHeader
          back={{ to: '/meetings', label: '月度联席会议' }}
          title={`${spellMonth(note.month)}联席会议`}
          subtitle={note.keeper}
          actions={
            <>
              {note.editable ? (
                <>
                  <MoreMenu items={[{ key: 'remove', label: '删除', danger: true, onClick: askRemove }]} />
                  <Button onClick={() => void navigate(`/meetings/${meetingId}/edit`)}>修改</Button>
                </>
              ) : null}
              <Button
                loading={exported.isPending}
                onClick={() => exported.mutate({ id: meetingId, paper, format: 'docx' })}
              >
                导出 Word
              </Button>
              <Button
                loading={exported.isPending}
                onClick={() => exported.mutate({ id: meetingId, paper, format: 'pdf' })}
              >
                导出 PDF
              </Button>
              <Button
                type="primary"
                loading={print.isPending}
                onClick={() => print.mutate({ id: meetingId, paper })}
              >
                打印
              </Button>
            </>
          }
        />
      }
    >
      <DraftHint
        keys={['decision-return:']}
        opens={(key) => returnable.some(({ id }) => returnKey(meetingId, id) === key)}
      />
      <Panel title="会议">
        <DescriptionGrid
          columns={3}
          facts={[
            { label: '会议日期', value: note.heldOn },
            { label: '地点', value: note.place },
            { label: '主持人', value: note.chairRole ? `${note.chair}（${note.chairRole}）` : note.chair },
            { label: '记录人', value: note.recorder },
            { label: '参会部门', value: note.departments.join('、'), wide: true },
          ]}
        />
      </Panel>
      <Panel title="议题">
        {note.topics.length === 0 ? <span className="desk-none">本次会议没有议题</span> : null}
        <ol className="desk-topics">
          {note.topics.map((topic, index) => (
            // Topics have no identity: their place is their name.
            <li key={index}>
              <strong>{topic.title}</strong>
              {topic.summary === '' ? null : <p className="desk-kept-lines">{topic.summary}</p>}
            </li>
          ))}
        </ol>
      </Panel>
      <Panel title="议定事项">
        <SmallTable
          label="议定事项"
          columns={decisionColumns(note.editable ? complete : null, (id) =>
            setForm(returnKey(meetingId, id)),
          )}
          rowKey={(decision) => decision.id}
          rows={note.decisions}
          empty={<span className="desk-none">本次会议没有议定事项</span>}
        />
      </Panel>
      <Panel
        title="打印预览"
        extra={
          <Segmented<MeetingPaperKind>
            value={paper}
            onChange={setPaper}
            options={meetingPaperKinds.map((value) => ({ value, label: paperLabels[value] }))}
          />
        }
      >
        {preview.error ? <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} /> : null}
        {preview.error ? null : (
          <PaperPreview html={preview.data?.html} label={`${paperLabels[paper]}预览`} sheets={2} />
        )}
      </Panel>
      <RecordHistory entityId={meetingId} />
      {returned === undefined ? null : (
        <ReturnDialog key={form} meetingId={meetingId} decision={returned} onClose={() => setForm('')} />
      )}
    </Page>
  );
}

/** 导出、打印 are of the one that is looked at. */
const paperLabels: Readonly<Record<MeetingPaperKind, string>> = {
  minutes: '会议纪要',
  agenda: '会议议程',
  'sign-in': '签到表',
};

function decisionColumns(
  /** null: it is only read. */
  onDone: ((decision: Decision, done: boolean) => void) | null,
  onReturn: (assignedId: string) => void,
): readonly DataColumn<Decision>[] {
  return [
    {
      key: 'what',
      title: '议定事项',
      width: 320,
      grow: true,
      value: (row) => row.what,
      render: (row) => <span className="desk-kept-lines">{row.what}</span>,
    },
    { key: 'who', title: '责任单位（人）', width: 180, value: (row) => row.who },
    { key: 'dueDate', title: '完成时限', width: 120, value: (row) => row.dueDate },
    {
      key: 'done',
      title: '办理进度',
      width: 260,
      value: (row) => (row.done ? `已办结 ${row.doneOn}` : '未办结'),
      render: (row) => (
        <div className="desk-stacked">
          <DecisionProgress decision={row} onDone={onDone} />
          <TownReports towns={row.towns} isDone={row.done} onReturn={onReturn} />
        </div>
      ),
    },
  ];
}
