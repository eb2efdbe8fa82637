import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { addDays } from '../../../shared/clock.ts';
import type { InputOf } from '../../../shared/contract.ts';
import { dueFilters, problemSort, type ProblemRow } from '../../../shared/problem/contract.ts';
import { dueState, openStates, problemCategories, problemStates } from '../../../shared/problem/rules.ts';
import { call } from '../../api.ts';
import { everyPage, useListExport } from '../../list-export.ts';
import { useOwnDesk, useTownsToTellApart } from '../../own-desk.ts';
import { useCall, useIsNothing } from '../../queries.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterPanel } from '../../ui/FilterPanel.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { PeriodFilter } from '../../ui/PeriodFilter.tsx';
import { periodDays, recently } from '../../ui/period.ts';
import { type TableQuery, useTableQuery } from '../../ui/tableQuery.ts';
import { useToday } from '../../ui/useToday.ts';
import { problemColumns } from './columns.tsx';

/** 问题诉求. */
export function ProblemList(): ReactNode {
  const navigate = useNavigate();
  const { isLeader } = useOwnDesk();
  const today = useToday();
  const [query, setQuery] = useTableQuery('problems', {
    sort: { key: 'raisedOn', order: 'desc' },
    filters: { raisedOn: [recently] },
  });
  const list = useCall('problem.list', toInput(query, today), { keepPrevious: true });
  const isEmpty = useIsNothing('problem.list', list.data?.total);
  const towns = useTownsToTellApart();
  const columns = useMemo(() => problemColumns(today, towns), [today, towns]);
  const exported = useListExport('问题诉求', columns, (asked) => allProblems(asked, today));
  const add = isLeader ? null : (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/problems/new')}>
      登记问题
    </Button>
  );
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          title="问题诉求"
          subtitle="有求必应、及时闭环"
          actions={
            <>
              <Button onClick={() => void navigate('/problems/statistics')}>统计</Button>
              {add}
            </>
          }
        />
      }
    >
      <DataTable
        tableId="problems"
        label="问题诉求"
        columns={columns}
        rowKey={(row) => row.id}
        rows={list.data?.rows}
        total={list.data?.total ?? 0}
        query={query}
        onQuery={setQuery}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => void list.refetch()}
        {...exported}
        toolbar={
          <>
            <PeriodFilter column="raisedOn" title="提出日期" query={query} onQuery={setQuery} today={today} />
            <FilterPanel columns={columns} query={query} onQuery={setQuery} />
            <OlderOpen query={query} today={today} onQuery={setQuery} />
          </>
        }
        searchPlaceholder="问题、答复、企业、拼音"
        onOpen={(row) => void navigate(`/problems/${row.id}`)}
        rowTone={(row) => (dueState(row, today, today) === 'overdue' ? 'bad' : undefined)}
        isEmpty={isEmpty}
        empty={
          <EmptyState
            title="还没有问题诉求"
            explanation="企业在走访、会议、来电中提出的问题在这里登记：交办主办、协办单位，按工作日计算期限，答复后请企业确认，直到办结。"
            actions={add}
          />
        }
      />
    </Page>
  );
}

/** A list of the last year must not hide what was raised before it and is open still. */
function OlderOpen(props: {
  readonly query: TableQuery;
  readonly today: string;
  readonly onQuery: (next: TableQuery) => void;
}): ReactNode {
  const { query, today, onQuery } = props;
  const { fromDate } = periodDays(query.filters['raisedOn'], today);
  const older = useCall(
    'problem.list',
    {
      filter: { states: [...openStates], toDate: addDays(fromDate ?? today, -1) },
      offset: 0,
      limit: 1,
    },
    { enabled: fromDate !== undefined },
  );
  const total = fromDate === undefined ? 0 : (older.data?.total ?? 0);
  if (total === 0) return null;
  return (
    <Button
      type="link"
      onClick={() => onQuery({ ...query, page: 1, text: '', filters: { state: [...openStates] } })}
    >
      另有 {total} 个更早提出、仍在办的问题
    </Button>
  );
}

function allProblems(query: TableQuery, today: string): Promise<readonly ProblemRow[]> {
  const input = toInput({ ...query, page: 1, pageSize: 1000 }, today);
  return everyPage((offset) => call('problem.list', { ...input, offset }));
}

/** The table's state as the contract asks for it. */
function toInput(
  { text, filters, sort, page, pageSize }: TableQuery,
  today: string,
): InputOf<'problem.list'> {
  const choices = <Value extends string>(key: string, all: readonly Value[]): Value[] | undefined =>
    filters[key] && all.filter((value) => filters[key]?.includes(value));
  const sorted = problemSort.safeParse(sort);
  const states = choices('state', problemStates);
  const categories = choices('category', problemCategories);
  const levels = choices('level', ['town', 'city'] as const);
  const due = dueFilters.find((value) => filters['hostDueOn']?.[0] === value);
  const towns = filters['townName'];
  return {
    filter: {
      text: text.slice(0, 200),
      ...(states ? { states } : {}),
      ...(categories ? { categories } : {}),
      ...(levels ? { levels } : {}),
      ...(due ? { due } : {}),
      ...(towns ? { towns: [...towns] } : {}),
      ...periodDays(filters['raisedOn'], today),
    },
    ...(sorted.success ? { sort: sorted.data } : {}),
    offset: (page - 1) * pageSize,
    limit: pageSize,
  };
}
