import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { InputOf } from '../../../shared/contract.ts';
import { leadersOfTowns, promiseFilters, type VisitRow } from '../../../shared/visit/contract.ts';
import { visitStandings } from '../../../shared/visit/rules.ts';
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
import { visitColumns } from './columns.tsx';

/** 走访服务. */
export function VisitList(): ReactNode {
  const navigate = useNavigate();
  const { side, isLeader } = useOwnDesk();
  const today = useToday();
  const [query, setQuery] = useTableQuery('visits', { filters: { date: [recently] } });
  const list = useCall('visit.list', toInput(query, today), { keepPrevious: true });
  const isEmpty = useIsNothing('visit.list', list.data?.total);
  const towns = useTownsToTellApart();
  const people = useCall('person.list', { includeFormer: true }, { enabled: !isLeader }).data;
  const columns = useMemo(() => {
    const leaders = (people ?? []).filter(({ category }) => category !== 'department');
    return visitColumns({ towns, leaders, byTowns: side === 'city' }, today);
  }, [towns, people, side, today]);
  const exported = useListExport('走访服务', columns, (asked) => allVisits(asked, today));
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/visits/new')}>
      记录走访
    </Button>
  );
  const plan = <Button onClick={() => void navigate('/visits/plan')}>走访计划</Button>;
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          title="走访服务"
          subtitle="无事不扰、有求必应"
          actions={
            <>
              <Button onClick={() => void navigate('/visits/statistics')}>统计</Button>
              {plan}
              {add}
            </>
          }
        />
      }
    >
      <DataTable
        tableId="visits"
        label="走访服务"
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
            <PeriodFilter column="date" title="日期" query={query} onQuery={setQuery} today={today} />
            <FilterPanel columns={columns} query={query} onQuery={setQuery} />
          </>
        }
        searchPlaceholder="企业名称、信用代码、拼音"
        onOpen={(row) => void navigate(`/visits/${row.id}`)}
        isEmpty={isEmpty}
        empty={
          <EmptyState
            title="还没有走访记录"
            explanation="领导走访企业时在这里记下企业反映的情况、承诺的事项和提出的问题；下次走访先看到上次的承诺。走访之前可在走访计划中安排日期，并打印走访单带去。"
            actions={
              <>
                {plan}
                {add}
              </>
            }
          />
        }
      />
    </Page>
  );
}

function allVisits(query: TableQuery, today: string): Promise<readonly VisitRow[]> {
  const input = toInput({ ...query, page: 1, pageSize: 1000 }, today);
  return everyPage((offset) => call('visit.list', { ...input, offset }));
}

/** The table's state as the contract asks for it. */
function toInput({ text, filters, page, pageSize }: TableQuery, today: string): InputOf<'visit.list'> {
  const { status, townName, leader, date, openPromiseCount } = filters;
  const leaderIds = leader?.filter((id) => id !== leadersOfTowns) ?? [];
  // Whatever is open is overdue or not.
  const promises = promiseFilters.find((value) => openPromiseCount?.includes(value));
  return {
    filter: {
      text: text.slice(0, 200),
      ...(status ? { standings: visitStandings.filter((value) => status.includes(value)) } : {}),
      ...(townName ? { towns: [...townName] } : {}),
      ...(leaderIds.length > 0 ? { leaderIds } : {}),
      ...(leader?.includes(leadersOfTowns) === true ? { byTowns: true } : {}),
      ...(promises ? { promises } : {}),
      ...periodDays(date, today),
    },
    offset: (page - 1) * pageSize,
    limit: pageSize,
  };
}
