import { localDate } from '../../../shared/clock.ts';
import { filingStandingLabels, filingStandings } from '../../../shared/filing/case.ts';
import { noneFilter } from '../../../shared/enterprise/contract.ts';
import { noTownLabel } from '../../../shared/filing/statistics.ts';
import type { FilingRow } from '../../../shared/filing/register-contract.ts';
import {
  filingDomainLabels,
  filingDomains,
  filingStatuses,
  filingStatusLabels,
  filingTriggerLabels,
  filingTriggers,
} from '../../../shared/filing/rules.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { clockTones, dueText, statusTones } from './clock-text.ts';
import { NumberCell } from './NumberCell.tsx';

/** The columns of every list of filings, each the same wherever it stands. */
export const filingColumns: readonly DataColumn<FilingRow>[] = [
  {
    key: 'number',
    title: '编号',
    width: 138,
    value: (row) => row.number,
    render: (row) => <NumberCell row={row} />,
    sortable: true,
  },
  {
    key: 'enterpriseName',
    title: '企业名称',
    width: 198,
    grow: true,
    value: (row) => row.enterpriseName,
    sortable: true,
    always: true,
  },
  { key: 'townName', title: '所属镇区', width: 100, value: (row) => row.townName, hidden: true },
  {
    key: 'inspectingUnit',
    title: '检查处置单位',
    width: 158,
    grow: true,
    value: (row) => row.inspectingUnit,
    sortable: true,
    filter: 'text',
  },
  {
    key: 'inspectionDate',
    title: '检查日期',
    width: 112,
    value: (row) => row.inspectionDate,
    sortable: true,
    filter: 'text',
  },
  {
    key: 'domain',
    title: '领域',
    width: 70,
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
  {
    key: 'leader',
    title: '联系市领导',
    width: 96,
    value: (row) => row.leader,
    render: ({ leader }) => <span title={leader}>{leader.replace(/（.*$/u, '')}</span>,
  },
  {
    key: 'thisConclusion',
    title: '此次处置结论',
    width: 140,
    value: (row) => row.thisConclusion,
    hidden: true,
  },
  {
    key: 'softFirst',
    title: '首次检查',
    width: 90,
    value: (row) => (row.isSoftFirst ? '首次' : ''),
    filter: [{ value: 'yes', label: '入库企业首次环保、安全、消防检查' }],
    hidden: true,
  },
  {
    key: 'standing',
    title: '效力',
    width: 90,
    value: (row) => filingStandingLabels[row.standing],
    filter: filingStandings.map((value) => ({ value, label: filingStandingLabels[value] })),
    hidden: true,
  },
  {
    key: 'status',
    title: '办理进度',
    width: 132,
    value: statusText,
    render: (row) => (
      <StatusTag tone={row.standing === 'counts' ? statusTones[row.status] : 'plain'}>
        {statusText(row)}
      </StatusTag>
    ),
    sortable: true,
    filter: filingStatuses.map((value) => ({ value, label: filingStatusLabels[value] })),
  },
  {
    key: 'pressing',
    title: '应办事项',
    width: 230,
    value: (row) => row.pressing?.label ?? '',
    filter: [{ value: 'overdue', label: '已逾期' }],
    sheetValue: ({ pressing }) => (pressing === null ? '' : pressingText(pressing)),
    render: ({ pressing }) =>
      pressing === null ? (
        <span className="desk-none">—</span>
      ) : (
        <StatusTag tone={clockTones[pressing.state]}>{withoutThisYear(pressingText(pressing))}</StatusTag>
      ),
  },
];

/** With the years there are, and where several towns are seen, theirs. */
export function registerColumns(
  years: readonly string[],
  towns: readonly { readonly id: string; readonly name: string }[],
): readonly DataColumn<FilingRow>[] {
  return filingColumns.flatMap((column) => {
    if (column.key === 'inspectionDate') return [column, yearColumn(years)];
    if (column.key !== 'townName' || towns.length === 0) return [column];
    const named = towns.map(({ id, name }) => ({ value: id, label: name }));
    return [{ ...column, filter: [...named, { value: noneFilter, label: noTownLabel }] }];
  });
}

function yearColumn(years: readonly string[]): DataColumn<FilingRow> {
  return {
    key: 'year',
    title: '检查年份',
    width: 100,
    value: (row) => row.inspectionDate.slice(0, 4),
    filter: years.map((year) => ({ value: year, label: `${year} 年` })),
    hidden: true,
  };
}

/** What counts no more says so instead of how far it came. */
function statusText({ standing, status }: FilingRow): string {
  return standing === 'counts' ? filingStatusLabels[status] : filingStandingLabels[standing];
}

/** The list is read in the year it is of; what goes out as a sheet keeps its years. */
function withoutThisYear(text: string): string {
  return text.replace(`${localDate(Date.now()).slice(0, 4)}年`, '');
}

const shortLabels = { report: '报告', notify: '通报领导', send: '报送领导' } as const;

/** Late or not, when, and what: as the tag says it. */
function pressingText(pressing: NonNullable<FilingRow['pressing']>): string {
  return `${pressing.state === 'overdue' ? '逾期　' : ''}${dueText(pressing)} ${shortLabels[pressing.key]}`;
}
