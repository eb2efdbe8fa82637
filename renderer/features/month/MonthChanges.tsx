/** 本月变化: what the month's bundles brought, by town and enterprise. */
import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import type { MonthChange } from '../../../shared/month/contract.ts';
import { standingTexts } from '../../../shared/month/rules.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Page.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';

const columns: readonly DataColumn<MonthChange>[] = [
  { key: 'town', title: '镇（区、街道）', width: 120, value: (row) => row.townName },
  { key: 'title', title: '企业', width: 230, value: (row) => row.title },
  { key: 'saves', title: '保存', width: 70, align: 'right', value: (row) => row.saves },
  {
    key: 'records',
    title: '变化内容',
    width: 400,
    grow: true,
    value: (row) => row.records.map(plainText).join('；'),
    render: (row) => (
      <ul className="desk-changes" style={{ whiteSpace: 'normal' }}>
        {row.records.slice(0, shownRecords).map((record) => (
          <RecordChanges key={plainText(record)} record={record} />
        ))}
        {row.records.length > shownRecords ? <li>另有 {row.records.length - shownRecords} 条</li> : null}
      </ul>
    ),
  },
];

const shownRecords = 4;
const shownFields = 8;
const shownCharacters = 30;

export function MonthChanges({ month }: { readonly month: string }): ReactNode {
  const navigate = useNavigate();
  const changes = useCall('month.changes', { month }, { keepPrevious: true });
  const [chosen, setTown] = useState('');
  const towns = new Map((changes.data ?? []).map(({ townId, townName }) => [townId, townName]));
  // Another month may have nothing of the town that was chosen.
  const town = towns.has(chosen) ? chosen : '';
  const rows = changes.data?.filter(({ townId }) => town === '' || townId === town);
  return (
    <Panel>
      {towns.size < 2 ? null : (
        <div className="desk-month-views">
          <Select
            aria-label="镇（区、街道）"
            value={town}
            onChange={setTown}
            options={[
              { value: '', label: '全部镇区' },
              ...[...towns].map(([value, label]) => ({ value, label })),
            ]}
            style={{ width: 150 }}
          />
        </div>
      )}
      <SmallTable
        label="本月变化"
        columns={columns}
        rowKey={(row) => `${row.townId} ${row.partition}`}
        rows={rows}
        error={changes.error}
        onRetry={() => void changes.refetch()}
        onOpen={(row) => {
          if (row.isEnterprise) void navigate(`/enterprises/${row.partition}`);
        }}
        empty={<EmptyState title="本月的数据包还没有带来变化" />}
      />
    </Panel>
  );
}

type ChangedRecord = MonthChange['records'][number];
type ChangedField = ChangedRecord['fields'][number];

function RecordChanges({ record }: { readonly record: ChangedRecord }): ReactNode {
  const { standing, fields } = record;
  const others = fields.slice(shownFields);
  return (
    <li className="desk-month-record">
      <div>
        {headText(record)}
        {standing === 'applied' ? null : <StatusTag tone="warn">{standingTexts[standing]}</StatusTag>}
      </div>
      <div className="desk-month-fields">
        {fields.slice(0, shownFields).map((field) => (
          <span key={field.label} title={fieldText(field)}>
            {cutText(field)}
          </span>
        ))}
        {others.length === 0 ? null : (
          <span title={others.map(fieldText).join('\n')}>
            另有 {others.length} 项：{others.map(({ label }) => label).join('、')}
          </span>
        )}
      </div>
    </li>
  );
}

/** Which record was written, and how often. */
function headText({ entityLabel, title, saves }: ChangedRecord): string {
  const name = title === '' ? entityLabel : `${entityLabel}　${title}`;
  return `${name}${saves > 1 ? `（${saves} 次保存）` : ''}`;
}

/** 地址：旧址 → 新址 */
function fieldText(field: ChangedField): string {
  return changeText(field, (text) => text);
}

/** For one line; whole in its tooltip and in the enterprise's history. */
function cutText(field: ChangedField): string {
  return changeText(field, (text) => {
    const line = text.replaceAll(/\s+/gu, ' ');
    return line.length > shownCharacters ? `${line.slice(0, shownCharacters)}…` : line;
  });
}

function changeText({ label, before, after }: ChangedField, shown: (text: string) => string): string {
  if (before === '' && after === '') return label;
  return before === '' ? `${label}：${shown(after)}` : `${label}：${shown(before)} → ${shown(after) || '空'}`;
}

/** With what becomes of it: it is read alone, in a file. */
function plainText(record: ChangedRecord): string {
  const text = `${headText(record)}：${record.fields.map(fieldText).join('，')}`;
  return record.standing === 'applied' ? text : `${text}（${standingTexts[record.standing]}）`;
}
