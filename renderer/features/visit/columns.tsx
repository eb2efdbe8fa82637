import type { FieldOption } from '../../../shared/form.ts';
import { leaderText } from '../../../shared/filing/rules.ts';
import { leadersOfTowns, promiseFilters, type VisitRow } from '../../../shared/visit/contract.ts';
import { saidText, visitDay, visitStandingLabels, visitStandings } from '../../../shared/visit/rules.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { visitStanding } from './words.ts';

interface Choices {
  readonly towns: readonly { readonly id: string; readonly name: string }[];
  readonly leaders: readonly { readonly id: string; readonly name: string; readonly post: string }[];
  /** Whether the towns' leaders may be asked for all at once. */
  readonly byTowns: boolean;
}

const promiseFilterLabels: Readonly<Record<(typeof promiseFilters)[number], string>> = {
  open: '有未兑现',
  overdue: '有逾期',
};

export const noChoices: Choices = { towns: [], leaders: [], byTowns: false };

/** `today`: YYYY-MM-DD. */
export function visitColumns(
  { towns, leaders, byTowns }: Choices,
  today: string,
): readonly DataColumn<VisitRow>[] {
  const townChoices: readonly FieldOption[] = towns.map(({ id, name }) => ({ value: id, label: name }));
  return [
    {
      key: 'date',
      title: '日期',
      width: 104,
      value: (row) => visitDay(row.timing),
      always: true,
      isPeriod: true,
    },
    { key: 'enterpriseName', title: '企业名称', width: 200, grow: true, value: (row) => row.enterpriseName },
    {
      key: 'townName',
      title: '所属镇区',
      width: 100,
      value: (row) => row.townName,
      ...(towns.length > 0 ? { filter: [...townChoices, { value: '', label: '未分派' }] } : { hidden: true }),
    },
    {
      key: 'leader',
      title: '走访领导',
      width: 150,
      grow: true,
      value: (row) => leaderText(row.leader),
      ...(leaders.length > 0
        ? {
            filter: [
              ...(byTowns ? [{ value: leadersOfTowns, label: '镇区领导（全部）' }] : []),
              ...leaders.map((leader) => ({ value: leader.id, label: leaderText(leader) })),
            ],
          }
        : {}),
    },
    {
      key: 'status',
      title: '状态',
      width: 100,
      value: (row) => visitStanding(row.timing, today).label,
      filter: visitStandings.map((value) => ({ value, label: visitStandingLabels[value] })),
      render: (row) => {
        const { label, tone } = visitStanding(row.timing, today);
        return <StatusTag tone={tone}>{label}</StatusTag>;
      },
    },
    {
      key: 'said',
      title: '企业反映情况',
      width: 220,
      grow: true,
      value: saidText,
    },
    {
      key: 'openPromiseCount',
      title: '未兑现承诺',
      width: 120,
      align: 'right',
      value: (row) => row.openPromiseCount || null,
      sheetValue: (row) => row.openPromiseCount,
      filter: promiseFilters.map((value) => ({ value, label: promiseFilterLabels[value] })),
    },
    {
      key: 'problemCount',
      title: '企业问题',
      width: 80,
      align: 'right',
      value: (row) => row.problemCount || null,
      sheetValue: (row) => row.problemCount,
    },
    {
      key: 'participants',
      title: '同行人员',
      width: 140,
      value: (row) => row.participants.join('、'),
      hidden: true,
    },
  ];
}
