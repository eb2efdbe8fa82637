import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { InputOf } from '../../../shared/contract.ts';
import { type FilingRow, filingSort } from '../../../shared/filing/contract.ts';
import {
  filingDomainLabels,
  filingDomains,
  filingStatuses,
  filingStatusLabels,
  filingTriggerLabels,
  filingTriggers,
} from '../../../shared/filing/rules.ts';
import { useCall } from '../../queries.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { type TableQuery, useTableQuery } from '../../ui/tableQuery.ts';
import { clockTones, dueText, statusTones } from './clock-text.ts';

const columns: readonly DataColumn<FilingRow>[] = [
  {
    key: 'enterpriseName',
    title: '企业名称',
    width: 220,
    grow: true,
    value: (row) => row.enterpriseName,
    sortable: true,
    always: true,
  },
  { key: 'townName', title: '所属镇区', width: 100, value: (row) => row.townName, hidden: true },
  {
    key: 'inspectingUnit',
    title: '检查处置单位',
    width: 170,
    grow: true,
    value: (row) => row.inspectingUnit,
    sortable: true,
    filter: 'text',
  },
  {
    key: 'inspectionDate',
    title: '检查日期',
    width: 120,
    value: (row) => row.inspectionDate,
    sortable: true,
    filter: 'text',
  },
  {
    key: 'domain',
    title: '领域',
    width: 80,
    value: (row) => filingDomainLabels[row.domain],
    filter: filingDomains.map((value) => ({ value, label: filingDomainLabels[value] })),
  },
  {
    key: 'trigger',
    title: '检查类型',
    width: 160,
    value: (row) => filingTriggerLabels[row.trigger],
    filter: filingTriggers.map((value) => ({ value, label: filingTriggerLabels[value] })),
    hidden: true,
  },
  { key: 'leader', title: '联系市领导', width: 140, value: (row) => row.leader },
  {
    key: 'thisConclusion',
    title: '此次处置结论',
    width: 140,
    value: (row) => row.thisConclusion,
    hidden: true,
  },
  {
    key: 'status',
    title: '办理进度',
    width: 140,
    value: (row) => filingStatusLabels[row.status],
    render: (row) => <StatusTag tone={statusTones[row.status]}>{filingStatusLabels[row.status]}</StatusTag>,
    sortable: true,
    filter: filingStatuses.map((value) => ({ value, label: filingStatusLabels[value] })),
  },
  {
    key: 'pressing',
    title: '应办事项',
    width: 250,
    value: (row) => row.pressing?.label ?? '',
    render: ({ pressing }) =>
      pressing === null ? (
        <span className="desk-none">—</span>
      ) : (
        <StatusTag tone={clockTones[pressing.state]}>
          {pressing.state === 'overdue' ? '逾期　' : ''}
          {dueText(pressing)} {shortLabels[pressing.key]}
        </StatusTag>
      ),
  },
];

const shortLabels = { report: '报告', notify: '通报领导', send: '报送领导' } as const;

/** 检查处置报备. */
export function FilingList(): ReactNode {
  const navigate = useNavigate();
  const [query, setQuery] = useTableQuery('filings', { sort: { key: 'inspectionDate', order: 'desc' } });
  const list = useCall('filing.list', toInput(query), { keepPrevious: true });
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/filings/new')}>
      新建报备
    </Button>
  );
  return (
    <Page
      body="fill"
      header={
        <PageHeader title="检查处置报备" subtitle="只作记录和提醒，不审批、不限制依法检查" actions={add} />
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
  return {
    filter: {
      text: query.text.slice(0, 200),
      ...(unit === undefined ? {} : { unit }),
      ...(date === undefined ? {} : { date }),
      ...(domains ? { domains } : {}),
      ...(triggers ? { triggers } : {}),
      ...(statuses ? { statuses } : {}),
    },
    ...(sorted.success ? { sort: sorted.data } : {}),
    offset: (query.page - 1) * query.pageSize,
    limit: query.pageSize,
  };
}
