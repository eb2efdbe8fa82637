/** What bundles changed, by who wrote it and which enterprise. */
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { type PartitionChange, standingTexts } from '../shared/record/changes.ts';
import { SmallTable } from './ui/SmallTable.tsx';
import { StatusTag } from './ui/StatusTag.tsx';
import type { DataColumn } from './ui/tableColumns.tsx';

interface ChangesTableProps {
  readonly label: string;
  readonly changes: readonly PartitionChange[] | undefined;
  readonly error: Parameters<typeof SmallTable>[0]['error'];
  readonly onRetry: () => void;
  readonly empty: ReactNode;
}

export function ChangesTable({ label, changes, error, onRetry, empty }: ChangesTableProps): ReactNode {
  const navigate = useNavigate();
  return (
    <SmallTable
      label={label}
      columns={columns}
      rowKey={(row) => `${row.townName} ${row.partition} ${row.title}`}
      rows={changes}
      error={error}
      onRetry={onRetry}
      onOpen={(row) => {
        if (row.isEnterprise) void navigate(`/enterprises/${row.partition}`);
      }}
      empty={empty}
    />
  );
}

const columns: readonly DataColumn<PartitionChange>[] = [
  { key: 'town', title: '来自', width: 120, value: (row) => row.townName },
  { key: 'title', title: '企业', width: 230, value: (row) => row.title },
  { key: 'saves', title: '改动', width: 70, align: 'right', value: (row) => row.saves },
  {
    key: 'records',
    title: '变化内容',
    width: 400,
    grow: true,
    value: (row) => row.records.map(plainText).join('；'),
    render: (row) => <RecordList title={row.title} records={row.records} />,
  },
];

const shownRecords = 4;
const shownFields = 8;
const shownCharacters = 30;

type ChangedRecord = PartitionChange['records'][number];
type ChangedField = ChangedRecord['fields'][number];

/** The first few, and the rest in place when asked for. */
function RecordList({ title, records }: Pick<PartitionChange, 'title' | 'records'>): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const hidden = records.length - shownRecords;
  return (
    <ul className="desk-changes" style={{ whiteSpace: 'normal' }}>
      {(isWhole ? records : records.slice(0, shownRecords)).map((record) => (
        <RecordChanges key={`${record.entityType} ${record.entityId} ${record.standing}`} record={record} />
      ))}
      {hidden > 0 ? (
        <li>
          <Button
            type="link"
            size="small"
            aria-expanded={isWhole}
            aria-label={isWhole ? `${title}：收起` : `${title}：另有 ${hidden} 条`}
            onClick={(event) => {
              // A click on the row leaves the page.
              event.stopPropagation();
              setWhole(!isWhole);
            }}
          >
            {isWhole ? '收起' : `另有 ${hidden} 条`}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

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
  return `${name}${saves > 1 ? `（改动 ${saves} 次）` : ''}`;
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
