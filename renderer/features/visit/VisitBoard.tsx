/** 走访计划 of a month or its quarter, at /visits/plan?month=…&leader=…: who has not been visited stands first. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Fragment, type ReactNode, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { addDays, isMonth, localMonth } from '../../../shared/clock.ts';
import type { OutputOf } from '../../../shared/contract.ts';
import { markOfSet } from '../../../shared/draft/place.ts';
import { leaderText } from '../../../shared/filing/rules.ts';
import type { LeaderDuty, LinkedEnterprise } from '../../../shared/visit/contract.ts';
import { linkKindLabels, linkKinds } from '../../../shared/person/rules.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { useDrafts } from '../../drafts.ts';
import { LocalTable } from '../../local-table.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { spellMonth } from '../../ui/dateText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { type ChosenEnterprise, PlanDialog } from './PlanDialog.tsx';
import { unrecorded } from './words.ts';

const back = { to: '/visits', label: '走访服务' };
const planPrefix = 'visit-plan:chosen:';

export function VisitBoard(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const [thisMonth] = useState(() => localMonth(Date.now()));
  const asked = search.get('month') ?? '';
  const month = isMonth(asked) ? asked : thisMonth;
  const board = useCall('visit.board', { month }, { keepPrevious: true });
  const sorted = useLeadersInOrder(board.data);
  if (board.error)
    return (
      <FailedPage back={back} title="走访计划" error={board.error} onRetry={() => void board.refetch()} />
    );
  if (!board.data) return null;
  const { fromDate, toDate } = board.data;
  const leader = sorted.find(({ personId }) => personId === search.get('leader')) ?? sorted[0];
  const show = (change: Readonly<Record<string, string>>): void =>
    setSearch({ ...Object.fromEntries(search), ...change }, { replace: true });
  // Whose enterprises are looked at, they are in the other period too.
  const turnTo = (day: string): void =>
    show({ month: day.slice(0, 7), ...(leader ? { leader: leader.personId } : {}) });
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          back={back}
          title="走访计划"
          subtitle="还没有走访的列在前面"
          actions={
            <div className="desk-visit-period">
              <Button
                aria-label="上一期"
                icon={<LeftOutlined />}
                onClick={() => turnTo(addDays(fromDate, -1))}
              />
              <strong>{periodText(fromDate, toDate)}</strong>
              <Button
                aria-label="下一期"
                icon={<RightOutlined />}
                onClick={() => turnTo(addDays(toDate, 1))}
              />
            </div>
          }
        />
      }
    >
      {leader === undefined ? (
        <EmptyState
          title="还没有挂钩联系"
          explanation="走访计划按挂钩联系列出每位领导的企业。先在“挂钩联系”中登记领导并建立挂钩，再到这里安排走访。"
          actions={<Link to="/people">去挂钩联系</Link>}
        />
      ) : (
        <div className="desk-visit-board">
          <Leaders
            leaders={sorted}
            chosen={leader.personId}
            onChoose={(personId) => show({ leader: personId })}
          />
          <Enterprises key={`${leader.personId} ${fromDate}`} month={month} leader={leader} />
        </div>
      )}
    </Page>
  );
}

/**
 * City leaders, then those of the towns; whom most wait for first, as it was when the period was opened: a visit that is
 * planned moves nobody about.
 */
function useLeadersInOrder(board: OutputOf<'visit.board'> | undefined): readonly LeaderDuty[] {
  const [opened, setOpened] = useState({ fromDate: '', order: [] as readonly string[] });
  if (!board) return [];
  const { fromDate, leaders } = board;
  if (opened.fromDate !== fromDate) {
    const first = leaders.toSorted(
      (a, b) => linkKinds.indexOf(a.kind) - linkKinds.indexOf(b.kind) || b.waiting - a.waiting,
    );
    setOpened({ fromDate, order: first.map(({ personId }) => personId) });
    return first;
  }
  const place = ({ personId }: LeaderDuty): number => {
    const at = opened.order.indexOf(personId);
    return at === -1 ? opened.order.length : at;
  };
  return leaders.toSorted((a, b) => place(a) - place(b));
}

function periodText(fromDate: string, toDate: string): string {
  const [from, to] = [fromDate.slice(0, 7), toDate.slice(0, 7)];
  return from === to ? spellMonth(from) : `${spellMonth(from)}至${spellMonth(to).slice(5)}`;
}

interface LeadersProps {
  readonly leaders: readonly LeaderDuty[];
  readonly chosen: string;
  readonly onChoose: (personId: string) => void;
}

function Leaders({ leaders, chosen, onChoose }: LeadersProps): ReactNode {
  const { isLeader } = useOwnDesk();
  return (
    <div className="desk-visit-leaders" role="group" aria-label="领导">
      {[...Map.groupBy(leaders, ({ kind }) => kind)].map(([kind, duties]) => (
        <Fragment key={kind}>
          {isLeader ? null : <h2>{`${linkKindLabels[kind]}　${unvisitedText(duties)}`}</h2>}
          <ul>
            {duties.map((duty) => (
              <LeaderLine
                key={duty.personId}
                duty={duty}
                isChosen={duty.personId === chosen}
                onChoose={() => onChoose(duty.personId)}
              />
            ))}
          </ul>
        </Fragment>
      ))}
    </div>
  );
}

/** As 今日待办 counts them: an enterprise of two leaders is waiting for each. */
function unvisitedText(duties: readonly LeaderDuty[]): string {
  const unvisited = duties.reduce((sum, { linked, visited }) => sum + linked - visited, 0);
  return unvisited === 0 ? '都已走访' : `未走访 ${unvisited} 家次`;
}

interface LeaderLineProps {
  readonly duty: LeaderDuty;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function LeaderLine({ duty, isChosen, onChoose }: LeaderLineProps): ReactNode {
  return (
    <li>
      <button type="button" aria-pressed={isChosen} onClick={onChoose}>
        <span className="desk-visit-leader-name">
          <strong>{duty.name}</strong>
          <span className="desk-none">{duty.post || linkKindLabels[duty.kind]}</span>
          <DutyTag duty={duty} />
        </span>
        <span className="desk-none">
          挂钩 {duty.linked} 家　已走访 {duty.visited}　已安排 {duty.planned}
          {duty.unrecorded > 0 ? (
            <>
              {'　'}
              <span className="desk-nowrap">
                {unrecorded.label} {duty.unrecorded}
              </span>
            </>
          ) : null}
        </span>
      </button>
    </li>
  );
}

function DutyTag({ duty }: { readonly duty: LeaderDuty }): ReactNode {
  const { waiting, unrecorded: passed, visited, linked } = duty;
  if (waiting > 0) return <StatusTag tone="warn">{`${waiting} 家未安排`}</StatusTag>;
  if (passed > 0) return <StatusTag tone={unrecorded.tone}>{`${passed} 家${unrecorded.label}`}</StatusTag>;
  return visited === linked ? (
    <StatusTag tone="good">已走访</StatusTag>
  ) : (
    <StatusTag tone="info">已安排</StatusTag>
  );
}

interface Standing {
  readonly label: string;
  /** MM-DD: the year stands in the heading. */
  readonly day: string;
  readonly visitId: string;
}

/** What was made, what waits to be written down, and what is to come. */
function standingOf(row: LinkedEnterprise): readonly Standing[] {
  return [
    { label: '已走访', day: row.visitedOn, visitId: row.visitId },
    { label: unrecorded.label, day: row.passedOn, visitId: row.passedId },
    { label: '已安排', day: row.plannedOn, visitId: row.plannedId },
  ]
    .filter(({ day }) => day !== '')
    .map((standing) => ({ ...standing, day: standing.day.slice(5) }));
}

const columns: readonly DataColumn<LinkedEnterprise>[] = [
  {
    key: 'enterpriseName',
    title: '企业名称',
    width: 160,
    grow: true,
    value: (row) => row.enterpriseName,
    sortable: true,
    always: true,
  },
  { key: 'townName', title: '所属镇区', width: 92, value: (row) => row.townName, sortable: true },
  {
    key: 'standing',
    title: '本期走访',
    width: 230,
    grow: true,
    value: (row) =>
      standingOf(row)
        .map(({ label, day }) => `${label} ${day}`)
        .join('，') || '未安排',
    render: (row) => {
      const standing = standingOf(row);
      if (standing.length === 0) return <StatusTag tone="warn">未安排</StatusTag>;
      return standing.map(({ label, day, visitId }, index) => (
        <Fragment key={visitId}>
          {index > 0 ? '，' : ''}
          {label === unrecorded.label ? (
            <>
              <StatusTag tone={unrecorded.tone}>{label}</StatusTag>{' '}
            </>
          ) : null}
          <Link to={`/visits/${visitId}`} onClick={(event) => event.stopPropagation()}>
            {label === unrecorded.label ? day : `${label} ${day}`}
          </Link>
        </Fragment>
      ));
    },
  },
  {
    key: 'lastVisitedOn',
    title: '上次走访',
    width: 100,
    value: (row) => row.lastVisitedOn,
    render: (row) => row.lastVisitedOn || <span className="desk-none">从未走访</span>,
    sortable: true,
  },
  {
    key: 'openProblems',
    title: '在办问题',
    width: 84,
    align: 'right',
    value: (row) => row.openProblems,
    sortable: true,
  },
];

interface EnterprisesProps {
  readonly month: string;
  readonly leader: LeaderDuty;
}

/** The list of one leader; mounted anew for another. */
function Enterprises({ month, leader }: EnterprisesProps): ReactNode {
  const navigate = useNavigate();
  const { personId, name, post } = leader;
  const list = useCall('visit.boardOf', { month, personId });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [form, setForm] = useOpenForm();
  // As they were ticked when it was opened; what is taken up again knows its own.
  const [opened, setOpened] = useState<readonly ChosenEnterprise[]>([]);
  const kept = useDrafts(planPrefix, { enabled: form.startsWith(planPrefix) });
  const keyOf = (each: readonly ChosenEnterprise[]): string =>
    planPrefix + markOfSet([personId, ...each.map(({ id }) => id)]);
  const isFresh = opened.length > 0 && form === keyOf(opened);
  const open = (): void => {
    const each = (list.data ?? [])
      .filter(({ enterpriseId }) => chosen.includes(enterpriseId))
      .map(({ enterpriseId, enterpriseName }) => ({ id: enterpriseId, name: enterpriseName }));
    setOpened(each);
    setForm(keyOf(each));
  };
  return (
    <div className="desk-visit-enterprises">
      <DraftHint keys={[planPrefix]} withNames />
      <LocalTable
        tableId="visit-plan"
        placeKey={null}
        label={`${name}的企业`}
        sheetLabel={`走访计划（${leaderText(leader)}）`}
        columns={columns}
        rowKey={(row) => row.enterpriseId}
        list={{ ...list, data: list.data?.toSorted(leastVisitedFirst) }}
        selection={{ keys: chosen, onKeys: setChosen }}
        toolbar={
          <Button type="primary" disabled={chosen.length === 0} onClick={open}>
            安排走访
          </Button>
        }
        searchPlaceholder="企业名称、镇区"
        onOpen={(row) => void navigate(`/enterprises/${row.enterpriseId}?section=visits`)}
        empty={<EmptyState title="没有挂钩企业" explanation="这位领导现在没有挂钩联系的企业。" />}
      />
      {isFresh || kept?.some(({ key }) => key === form) === true ? (
        <PlanDialog
          key={form}
          formKey={form}
          {...(isFresh ? { enterprises: opened, leader: { personId, name, post } } : {})}
          onClose={() => setForm('')}
          onDone={() => {
            setForm('');
            setChosen([]);
          }}
        />
      ) : null}
    </div>
  );
}

/** Not visited and not planned, then planned, then visited; within each the one whose last visit is longest ago. */
function leastVisitedFirst(a: LinkedEnterprise, b: LinkedEnterprise): number {
  const rank = ({ visitedOn, plannedOn, passedOn }: LinkedEnterprise): number =>
    visitedOn !== '' ? 2 : plannedOn !== '' || passedOn !== '' ? 1 : 0;
  return (
    rank(a) - rank(b) || (a.lastVisitedOn < b.lastVisitedOn ? -1 : a.lastVisitedOn > b.lastVisitedOn ? 1 : 0)
  );
}
