import type { ProblemRow } from '../../../shared/problem/contract.ts';
import {
  dueState,
  problemCategories,
  problemCategoryLabels,
  problemStateLabels,
  problemStates,
} from '../../../shared/problem/rules.ts';
import { addDays } from '../../../shared/clock.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { dueText, dueTones, stateTones } from './words.ts';

const levels = [
  { value: 'town', label: '镇区办理' },
  { value: 'city', label: '市级办理' },
] as const;

/** `today`: YYYY-MM-DD, what the deadlines are told by. */
export function problemColumns(
  today: string,
  towns: readonly { readonly id: string; readonly name: string }[],
): readonly DataColumn<ProblemRow>[] {
  return [
    { key: 'title', title: '问题', width: 200, grow: true, value: (row) => row.title, always: true },
    { key: 'enterpriseName', title: '企业名称', width: 170, grow: true, value: (row) => row.enterpriseName },
    {
      key: 'townName',
      title: '所属镇区',
      width: 100,
      value: (row) => row.townName,
      ...(towns.length > 0
        ? {
            filter: [
              ...towns.map(({ id, name }) => ({ value: id, label: name })),
              { value: '', label: '未分派' },
            ],
          }
        : { hidden: true }),
    },
    {
      key: 'category',
      title: '类别',
      width: 96,
      value: (row) => problemCategoryLabels[row.category],
      filter: problemCategories.map((value) => ({ value, label: problemCategoryLabels[value] })),
    },
    {
      key: 'raisedOn',
      title: '提出日期',
      width: 112,
      value: (row) => row.raisedOn,
      sortable: true,
      isPeriod: true,
    },
    { key: 'host', title: '主办单位', width: 112, grow: true, value: (row) => row.host },
    {
      key: 'helpers',
      title: '协办单位',
      width: 140,
      value: (row) => row.helpers.join('、'),
      hidden: true,
    },
    {
      key: 'level',
      title: '办理层级',
      width: 100,
      value: (row) => levels.find(({ value }) => value === row.level)?.label ?? '',
      filter: levels,
      hidden: true,
    },
    {
      key: 'state',
      title: '状态',
      width: 112,
      value: (row) => problemStateLabels[row.state],
      filter: problemStates.map((value) => ({ value, label: problemStateLabels[value] })),
      render: (row) => (
        <StatusTag tone={row.isDissatisfied ? 'bad' : stateTones[row.state]}>
          {row.isDissatisfied ? '企业不满意' : problemStateLabels[row.state]}
        </StatusTag>
      ),
    },
    {
      key: 'hostDueOn',
      title: '办理期限',
      width: 204,
      value: (row) => row.hostDueOn,
      sortable: true,
      filter: [
        { value: 'overdue', label: '已逾期' },
        { value: 'soon', label: '即将到期' },
        { value: 'unconfirmed', label: '待企业确认' },
      ],
      render: (row) => {
        const text = dueText(row, today);
        if (text === '') return <span className="desk-none">{answeredText(row)}</span>;
        const tone = dueTones[dueState(row, today, addDays(today, 3))];
        return tone === 'plain' ? text : <StatusTag tone={tone}>{text}</StatusTag>;
      },
    },
  ];
}

function answeredText({ answeredOn, isInTime }: ProblemRow): string {
  if (answeredOn === '') return '—';
  return `${answeredOn} 答复${isInTime === false ? '（超期）' : ''}`;
}
