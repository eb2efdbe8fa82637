/** Every row before anything is written: what it would do, and what is wrong with it, cell by cell. */
import { Alert, Button, Checkbox, Modal, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  type RosterPreviewView,
  type RosterRowView,
  rosterStatuses,
} from '../../../shared/roster/contract.ts';
import { problemText, rosterRowStatusLabels } from '../../../shared/roster/preview.ts';
import { useCall } from '../../queries.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StatusTag, type StatusTone } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { firstQuery, type TableQuery } from '../../ui/tableQuery.ts';
import type { ChosenSheet } from './chosen-sheet.ts';

type Status = RosterRowView['status'];

export interface RosterPreviewState {
  readonly rows: readonly RosterRowView[] | undefined;
  readonly total: number;
  readonly counts: RosterPreviewView['counts'] | undefined;
  readonly fingerprint: string | undefined;
  readonly cityColumns: readonly string[];
  readonly error: unknown;
  readonly retry: () => void;
  readonly loading: boolean;
  readonly status: Status | 'all';
  readonly onStatus: (status: Status | 'all') => void;
  readonly query: TableQuery;
  readonly onQuery: (query: TableQuery) => void;
}

const nothing = { token: 'none', sheet: 0, mapping: { firstDataRow: 0, columns: {} } };

/** Asked only while a sheet is given. */
export function useRosterPreview(chosen: ChosenSheet | null): RosterPreviewState {
  const [status, setStatus] = useState<Status | 'all'>('all');
  const [query, setQuery] = useState<TableQuery>({ ...firstQuery, pageSize: 500 });
  const asked =
    chosen === null ? nothing : { token: chosen.file.token, sheet: chosen.sheet, mapping: chosen.mapping };
  const preview = useCall(
    'roster.preview',
    {
      ...asked,
      ...(status === 'all' ? {} : { status }),
      offset: (query.page - 1) * query.pageSize,
      limit: Math.min(1000, query.pageSize),
    },
    { enabled: chosen !== null, keepPrevious: true },
  );
  return {
    rows: preview.data?.rows,
    total: preview.data?.total ?? 0,
    counts: preview.data?.counts,
    fingerprint: preview.data?.fingerprint,
    cityColumns: preview.data?.cityColumns ?? [],
    error: preview.error,
    retry: () => void preview.refetch(),
    loading: preview.isFetching,
    status,
    onStatus: (next) => {
      setStatus(next);
      setQuery({ ...query, page: 1 });
    },
    query,
    onQuery: setQuery,
  };
}

const tones = {
  new: 'info',
  update: 'good',
  unchanged: 'plain',
  error: 'bad',
  'duplicate-in-file': 'warn',
  summary: 'plain',
} as const satisfies Record<Status, StatusTone>;

const columns: readonly DataColumn<RosterRowView>[] = [
  { key: 'rowNumber', title: '行', width: 60, align: 'right', value: (row) => row.rowNumber, always: true },
  {
    key: 'status',
    title: '结果',
    width: 96,
    value: (row) => rosterRowStatusLabels[row.status],
    render: (row) => <StatusTag tone={tones[row.status]}>{rosterRowStatusLabels[row.status]}</StatusTag>,
    always: true,
  },
  {
    key: 'name',
    title: '企业名称',
    width: 240,
    value: (row) => row.name,
    render: (row) => (row.name === '' ? <span className="desk-none">（空）</span> : row.name),
    always: true,
  },
  {
    key: 'what',
    title: '问题与变化',
    width: 460,
    grow: true,
    value: (row) => [...problemTexts(row), ...row.notices, ...changeTexts(row)].join('；'),
    render: (row) => <What row={row} />,
    always: true,
  },
];

export function RosterRowsStep(props: {
  readonly preview: RosterPreviewState;
  readonly skipFaulty: boolean;
  readonly onSkipFaulty: (skip: boolean) => void;
  /** The corrected file once more, with the same sheet and columns. */
  readonly onReread: () => void;
  readonly rereading: boolean;
  readonly onSaveProblems: () => void;
}): ReactNode {
  const { preview } = props;
  const [read, setRead] = useState<RosterRowView | null>(null);
  const { counts } = preview;
  const all = counts ? rosterStatuses.reduce((sum, status) => sum + counts[status], 0) : 0;
  const faulty = counts ? counts.error + counts['duplicate-in-file'] : 0;
  return (
    <div className="desk-roster-rows">
      {preview.cityColumns.length === 0 ? null : (
        <Alert
          type="info"
          showIcon
          title={`${preview.cityColumns.map((label) => `“${label}”`).join('、')}由市里维护，不导入；如需更正请报市发改委。`}
        />
      )}
      {faulty === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={`有 ${faulty} 行有误或表内重复。在原表中改正并保存后点“重新读入”；也可以跳过这些行，只导入无误的。`}
          action={
            <span className="desk-button-row">
              <Checkbox
                checked={props.skipFaulty}
                onChange={(event) => props.onSkipFaulty(event.target.checked)}
              >
                跳过这些行
              </Checkbox>
              <Button size="small" onClick={props.onSaveProblems}>
                导出问题清单
              </Button>
              <Button size="small" loading={props.rereading} onClick={props.onReread}>
                重新读入
              </Button>
            </span>
          }
        />
      )}
      <div className="desk-roster-table">
        <DataTable
          tableId="roster-preview"
          placeKey={null}
          label="名册逐行核对"
          columns={columns}
          rowKey={(row) => String(row.rowNumber)}
          rows={preview.rows}
          total={preview.total}
          query={preview.query}
          onQuery={preview.onQuery}
          loading={preview.loading}
          error={preview.error}
          onRetry={preview.retry}
          onOpen={setRead}
          rowTone={(row) =>
            row.status === 'error' ? 'bad' : row.status === 'duplicate-in-file' ? 'warn' : undefined
          }
          toolbar={
            <Segmented<Status | 'all'>
              aria-label="结果"
              value={preview.status}
              onChange={preview.onStatus}
              options={[
                { value: 'all', label: `全部 ${all}` },
                ...rosterStatuses.map((status) => ({
                  value: status,
                  label: `${rosterRowStatusLabels[status]} ${counts?.[status] ?? 0}`,
                })),
              ]}
            />
          }
          empty={
            <EmptyState
              title={preview.status === 'all' ? '表头下面没有内容' : '没有这样的行'}
              explanation={preview.status === 'all' ? '请回到上一步，核对哪一行是表头。' : undefined}
            />
          }
        />
      </div>
      <WholeRow row={read} onClose={() => setRead(null)} />
    </div>
  );
}

/** A line of the table cuts long sentences off: here they stand whole. */
function WholeRow(props: { readonly row: RosterRowView | null; readonly onClose: () => void }): ReactNode {
  const { row } = props;
  return (
    <Modal
      open={row !== null}
      title={row === null ? '' : `第 ${row.rowNumber} 行　${row.name}`}
      footer={null}
      onCancel={props.onClose}
      centered
      width={640}
      destroyOnHidden
    >
      {row === null ? null : (
        <ul className="desk-plain-list">
          {problemTexts(row).map((text) => (
            <li key={text} className="desk-bad-text">
              {text}
            </li>
          ))}
          {row.notices.map((text) => (
            <li key={text} className="desk-warn-text">
              {text}
            </li>
          ))}
          {changeTexts(row).map((text) => (
            <li key={text}>{text}</li>
          ))}
          {row.problems.length + row.notices.length + row.changes.length === 0 ? <li>没有变化</li> : null}
        </ul>
      )}
    </Modal>
  );
}

function What({ row }: { readonly row: RosterRowView }): ReactNode {
  const problems = problemTexts(row);
  const changes = changeTexts(row);
  const whole = [...problems, ...row.notices, ...changes].join('\n');
  return (
    <span title={whole}>
      {problems.length === 0 ? null : (
        <span className="desk-bad-text">
          {problems.length > 1 ? `共 ${problems.length} 处：` : ''}
          {`${problems.join('；')}　`}
        </span>
      )}
      {row.notices.length === 0 ? null : <span className="desk-warn-text">{row.notices.join('；')}　</span>}
      {changes.join('；')}
    </span>
  );
}

function problemTexts(row: RosterRowView): string[] {
  return row.problems.map(problemText);
}

function changeTexts(row: RosterRowView): string[] {
  return row.changes
    .filter((change) => !(row.status === 'new' && change.label === '企业名称'))
    .map(({ label, before, after }) =>
      before === '' ? `${label} ${after}` : `${label} ${before} → ${after === '' ? '空' : after}`,
    );
}
