import { filingStandingLabels } from '../../../shared/filing/case.ts';
import type { FilingRow } from '../../../shared/filing/contract.ts';
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

/** The columns of every list of filings, each the same wherever it stands. */
export const filingColumns: readonly DataColumn<FilingRow>[] = [
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
    width: 250,
    value: (row) => row.pressing?.label ?? '',
    sheetValue: ({ pressing }) => (pressing === null ? '' : pressingText(pressing)),
    render: ({ pressing }) =>
      pressing === null ? (
        <span className="desk-none">—</span>
      ) : (
        <StatusTag tone={clockTones[pressing.state]}>{pressingText(pressing)}</StatusTag>
      ),
  },
];

/** What counts no more says so instead of how far it came. */
function statusText({ standing, status }: FilingRow): string {
  return standing === 'counts' ? filingStatusLabels[status] : filingStandingLabels[standing];
}

const shortLabels = { report: '报告', notify: '通报领导', send: '报送领导' } as const;

/** Late or not, when, and what: as the tag says it. */
function pressingText(pressing: NonNullable<FilingRow['pressing']>): string {
  return `${pressing.state === 'overdue' ? '逾期　' : ''}${dueText(pressing)} ${shortLabels[pressing.key]}`;
}
