import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { InputOf } from '../../../shared/contract.ts';
import { noneFilter } from '../../../shared/enterprise/contract.ts';
import { filingStandings } from '../../../shared/filing/case.ts';
import { type FilingRow, filingSort } from '../../../shared/filing/register-contract.ts';
import { filingDomains, filingStatuses, filingTriggers } from '../../../shared/filing/rules.ts';
import { call } from '../../api.ts';
import { everyPage, useListExport } from '../../list-export.ts';
import { useOwnDesk, useTownsToTellApart } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterPanel } from '../../ui/FilterPanel.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { type TableQuery, useTableQuery } from '../../ui/tableQuery.ts';
import { registerColumns } from './columns.tsx';

/** 检查处置报备. */
export function FilingList(): ReactNode {
  const navigate = useNavigate();
  const { isLeader } = useOwnDesk();
  const [query, setQuery] = useTableQuery('filings', { sort: { key: 'inspectionDate', order: 'desc' } });
  const list = useCall('filing.list', toInput(query), { keepPrevious: true });
  const years = useCall('filing.years', {}).data;
  const towns = useTownsToTellApart();
  const columns = useMemo(() => registerColumns(years ?? [], towns), [years, towns]);
  const exported = useListExport('检查处置报备', columns, allFilings);
  const add = isLeader ? null : (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/filings/new')}>
      新建报备
    </Button>
  );
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          title="检查处置报备"
          subtitle="只作记录和提醒，不审批、不限制依法检查"
          actions={
            <>
              <Button onClick={() => void navigate('/filings/statistics')}>统计</Button>
              <Button onClick={() => void navigate(registerPaperAddress(toInput(query)))}>打印台账</Button>
              <Button onClick={() => void navigate('/filings/policy')}>政策口径</Button>
              {add}
            </>
          }
        />
      }
    >
      <DataTable
        tableId="filings"
        label="检查处置报备"
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
        toolbar={<FilterPanel columns={columns} query={query} onQuery={setQuery} />}
        searchPlaceholder="企业名称、拼音、检查单位"
        onOpen={(row) => void navigate(`/filings/${row.id}`)}
        rowTone={(row) => (row.pressing?.state === 'overdue' ? 'bad' : undefined)}
        empty={
          <EmptyState
            title="还没有检查处置报备"
            explanation="对南通市级以上专精特新“小巨人”、单项冠军企业检查处置前，在这里填写报备表（附件6），联系市领导自动填写，可直接打印。"
            actions={add}
          />
        }
      />
    </Page>
  );
}

function allFilings(query: TableQuery): Promise<readonly FilingRow[]> {
  const input = toInput({ ...query, page: 1, pageSize: 1000 });
  return everyPage((offset) => call('filing.list', { ...input, offset }));
}

/** The whole list as it is filtered and sorted, as a paper. */
function registerPaperAddress({ filter, sort }: InputOf<'filing.list'>): string {
  return `/filings/paper?paper=${encodeURIComponent(JSON.stringify({ kind: 'register', filter, sort }))}`;
}

/** The table's state as the contract asks for it. */
function toInput(query: TableQuery): InputOf<'filing.list'> {
  const { filters, sort } = query;
  const text = (key: string): string | undefined => filters[key]?.[0];
  const choices = <Value extends string>(key: string, all: readonly Value[]): Value[] | undefined =>
    filters[key] && all.filter((value) => filters[key]?.includes(value));
  const sorted = filingSort.safeParse(sort);
  const unit = text('inspectingUnit');
  const date = text('inspectionDate')?.slice(0, 10);
  const domains = choices('domain', filingDomains);
  const triggers = choices('trigger', filingTriggers);
  const statuses = choices('status', filingStatuses);
  const standings = choices('standing', filingStandings);
  const years = filters['year']?.filter((year) => /^\d{4}$/.test(year));
  const towns = filters['townName'];
  return {
    filter: {
      text: query.text.slice(0, 200),
      ...(unit === undefined ? {} : { unit }),
      ...(date === undefined ? {} : { date }),
      ...(domains ? { domains } : {}),
      ...(triggers ? { triggers } : {}),
      ...(statuses ? { statuses } : {}),
      ...(standings ? { standings } : {}),
      ...(years ? { years } : {}),
      ...(towns ? { towns: towns.map((id) => (id === noneFilter ? '' : id)) } : {}),
      ...(filters['softFirst'] ? { softFirst: true } : {}),
      ...(filters['pressing'] ? { overdue: true } : {}),
    },
    ...(sorted.success ? { sort: sorted.data } : {}),
    offset: (query.page - 1) * query.pageSize,
    limit: query.pageSize,
  };
}
