/** 月度汇总 at the city: who has handed in, what changed, and the end of the month. */
import { ExportOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import { monthChoice } from '../../../shared/exchange/month-choice.ts';
import type { MonthBoard, TownMonth } from '../../../shared/month/contract.ts';
import { handInText } from '../../../shared/month/rules.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { HandInTag } from '../../hand-in-tag.tsx';
import { useCall } from '../../queries.ts';
import { spellMonth } from '../../ui/dateText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { SmallTable } from '../../ui/SmallTable.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { CloseMonthDialog, closeKey, ReopenMonth } from './CloseMonth.tsx';
import { ExportAllDialog } from './ExportAllDialog.tsx';
import { MonthChanges } from './MonthChanges.tsx';

export function MonthPage(): ReactNode {
  const [{ months, usual }] = useState(() => monthChoice(Date.now()));
  const [form, setForm] = useOpenForm();
  const [search, setSearch] = useSearchParams();
  // In the address, so that a draft leads to its month.
  const asked = search.get('month') ?? '';
  const month = months.includes(asked) ? asked : usual;
  const setMonth = (next: string): void => setSearch({ month: next }, { replace: true });
  const chooseOf = (other: string): (() => void) | undefined =>
    months.includes(other) ? () => setMonth(other) : undefined;
  const [view, setView] = useState<'towns' | 'changes'>('towns');
  const [exporting, setExporting] = useState(false);
  const board = useCall('month.board', { month }, { keepPrevious: true });
  const closing = board.data?.closing ?? null;
  const peers = useCall('exchange.peers', {}).data ?? [];
  const isShared = peers.some(
    ({ side, leaderId, hasLaptop }) => side === 'city' && leaderId === '' && hasLaptop,
  );
  /** Of a month that is not shown it is not known. */
  const opens = (key: string): boolean | undefined => {
    if (key === closeKey(month)) return board.data?.month === month ? closing === null : undefined;
    return months.map(closeKey).includes(key) ? undefined : false;
  };
  // Nobody to write to, and nothing to close.
  const isEmpty = !board.data || board.data.towns.length === 0;
  return (
    <Page
      header={
        <PageHeader
          title="月度汇总"
          subtitle={board.data ? summaryOf(board.data, isShared) : ''}
          actions={
            <>
              <Select
                aria-label="月份"
                value={month}
                onChange={setMonth}
                options={months.map((value) => ({ value, label: spellMonth(value) }))}
                style={{ width: 130 }}
              />
              <Button icon={<ExportOutlined />} disabled={isEmpty} onClick={() => setExporting(true)}>
                导出给各镇区…
              </Button>
              {closing ? (
                <ReopenMonth month={month} />
              ) : (
                <Button type="primary" disabled={isEmpty} onClick={() => setForm(closeKey(month))}>
                  办结本月…
                </Button>
              )}
            </>
          }
        />
      }
    >
      <DraftHint keys={['month:']} opens={opens} />
      {board.error ? <ErrorNotice error={board.error} onRetry={() => void board.refetch()} /> : null}
      {closing ? (
        <Panel title="已办结">
          <p className="desk-gate-text">
            {closing.closedBy} 于 {closing.closedOn} 办结{leftText(closing.leftOpen)}。
            {closing.note === '' ? '' : `说明：${closing.note}`}
          </p>
        </Panel>
      ) : null}
      <div className="desk-month-views">
        <Segmented<'towns' | 'changes'>
          aria-label="查看"
          value={view}
          onChange={setView}
          options={[
            { value: 'towns', label: '各镇区交换情况' },
            { value: 'changes', label: '本月变化' },
          ]}
        />
      </div>
      {view === 'changes' ? <MonthChanges month={month} /> : null}
      {view === 'towns' && !board.error ? (
        <TownsPanel month={month} towns={board.data?.towns} onMonth={chooseOf} />
      ) : null}
      {form === closeKey(month) && board.data?.month === month && !closing ? (
        <CloseMonthDialog
          board={board.data}
          onRefused={() => void board.refetch()}
          onClose={() => setForm('')}
        />
      ) : null}
      {exporting ? (
        <ExportAllDialog
          month={month}
          isClosed={closing !== null}
          towns={board.data?.towns ?? []}
          onClose={() => setExporting(false)}
        />
      ) : null}
    </Page>
  );
}

/** `isShared`: further laptops of the city are there and may take bundles in, too. */
function summaryOf({ towns, dueDate, open }: MonthBoard, isShared: boolean): string {
  if (towns.length === 0) return '';
  const handedIn = towns.filter(({ handIn }) => handIn === 'in' || handIn === 'late').length;
  const due = towns.filter(({ handIn }) => handIn !== 'before').length;
  const state = due === 0 ? '当时还没有镇区加入' : `${dueDate} 前交齐；已交 ${handedIn}／${due}`;
  const where = isShared ? '（只计本机导入的数据包）' : '';
  return `${state}${where}，收件箱 ${open.inbox} 个，冲突 ${open.conflicts} 处，待答复建议 ${open.suggestions} 条`;
}

function leftText({ conflicts, suggestions, inbox, missing }: MonthBoard['open']): string {
  const parts = [
    ...(missing.length > 0 ? [`未交：${missing.join('、')}`] : []),
    ...(conflicts > 0 ? [`冲突 ${conflicts} 处`] : []),
    ...(suggestions > 0 ? [`待答复建议 ${suggestions} 条`] : []),
    ...(inbox > 0 ? [`未导入数据包 ${inbox} 个`] : []),
  ];
  return parts.length === 0 ? '，没有遗留' : `，结转下月：${parts.join('；')}`;
}

interface TownsPanelProps {
  /** YYYY-MM */
  readonly month: string;
  readonly towns: readonly TownMonth[] | undefined;
  /** Undefined for a month that this page does not show. */
  readonly onMonth: (month: string) => (() => void) | undefined;
}

function TownsPanel({ month, towns, onMonth }: TownsPanelProps): ReactNode {
  const navigate = useNavigate();
  const link = (label: string, text: string, path: string): ReactNode => (
    <Button type="link" size="small" aria-label={label} onClick={() => void navigate(path)}>
      {text}
    </Button>
  );
  // With its month, so that the receipt leads back here.
  const receiptOf = (bundleId: string): string => `/month/receipt/${bundleId}?month=${month}`;
  const columns: readonly DataColumn<TownMonth>[] = [
    { key: 'name', title: '镇（区、街道）', width: 130, grow: true, value: (row) => row.name, always: true },
    { key: 'enterprises', title: '企业', width: 70, align: 'right', value: (row) => row.enterprises },
    {
      key: 'handIn',
      title: '本月上报',
      width: 130,
      value: handInText,
      render: (row) => <HandInTag town={row} />,
    },
    {
      key: 'in',
      title: '最近收到',
      width: 210,
      value: (row) => receivedText(row, month),
      render: (row) => {
        const text = receivedText(row, month);
        const show = row.inAtMs === null && row.otherMonth !== '' ? onMonth(row.otherMonth) : undefined;
        return show ? (
          <Button type="link" size="small" onClick={show}>
            {text}
          </Button>
        ) : (
          text || <span className="desk-none">—</span>
        );
      },
    },
    {
      key: 'waiting',
      title: '收件箱',
      width: 80,
      align: 'right',
      value: (row) => row.waiting,
      render: (row) =>
        row.waiting === 0
          ? null
          : link(`${row.name} 收件箱 ${row.waiting} 个`, String(row.waiting), '/exchange'),
    },
    {
      key: 'conflicts',
      title: '冲突',
      width: 70,
      align: 'right',
      value: (row) => row.conflicts,
      render: (row) =>
        row.conflicts === 0
          ? null
          : link(`${row.name} 冲突 ${row.conflicts} 处`, String(row.conflicts), '/conflicts'),
    },
    {
      key: 'suggestions',
      title: '建议',
      width: 70,
      align: 'right',
      value: (row) => row.suggestions,
      render: (row) =>
        row.suggestions === 0
          ? null
          : link(`${row.name} 待答复建议 ${row.suggestions} 条`, String(row.suggestions), '/suggestions'),
    },
    // Seldom: where nothing is held, the other columns have the room.
    ...(towns?.some(({ held }) => held > 0)
      ? [
          {
            key: 'held',
            title: '暂存',
            width: 70,
            align: 'right',
            value: (row: TownMonth) => row.held,
            render: (row: TownMonth) =>
              row.held === 0
                ? null
                : link(`${row.name} 暂存待定 ${row.held} 条`, String(row.held), '/exchange'),
          } as const,
        ]
      : []),
    {
      key: 'out',
      title: '最近下发',
      width: 140,
      value: (row) => (row.outAtMs === null ? '未下发' : localDateTime(row.outAtMs)),
    },
    {
      key: 'unsent',
      title: '待导出',
      width: 80,
      align: 'right',
      value: (row) => row.unsent,
      render: (row) => (row.unsent === 0 ? null : row.unsent),
    },
    {
      key: 'receipt',
      title: '交接单',
      width: 120,
      render: (row) => (
        <span className="desk-month-receipts">
          {row.inBundleId === '' ? null : link(`${row.name} 上报交接单`, '上报', receiptOf(row.inBundleId))}
          {row.outBundleId === '' ? null : link(`${row.name} 下发交接单`, '下发', receiptOf(row.outBundleId))}
        </span>
      ),
      value: () => '',
    },
  ];
  return (
    <Panel>
      <SmallTable
        label="各镇区交换情况"
        columns={columns}
        rowKey={(row) => row.townId}
        rows={towns?.toSorted((a, b) => Number(b.reachable) - Number(a.reachable))}
        empty={
          <EmptyState
            title="还没有镇区参加交换"
            explanation="先在企业台账分派企业，再到“镇区与设备”为镇区制作邀请文件。"
          />
        }
      />
    </Panel>
  );
}

/** The month's own hand-over; while there is none, which other one came in its place. */
function receivedText({ inAtMs, officer, otherMonth }: TownMonth, month: string): string {
  if (inAtMs !== null) return `${localDateTime(inAtMs)} ${officer}`;
  if (otherMonth === '') return '';
  const isSameYear = otherMonth.slice(0, 4) === month.slice(0, 4);
  const [shown, other] = [month, otherMonth].map((each) => spellMonth(each));
  // Named: the month that is shown need not be this one.
  return `${shown?.slice(5)}内导入的是${isSameYear ? other?.slice(5) : other}的交接`;
}
