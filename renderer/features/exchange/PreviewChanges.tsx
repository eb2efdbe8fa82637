/** What would change, by enterprise and record: one line a record, conflicts side by side. */
import { Collapse } from 'antd';
import type { ReactNode } from 'react';
import type { PartitionPreview } from '../../../shared/exchange/contract.ts';
import { holdReasonTexts } from '../../../shared/exchange/hold-reasons.ts';
import { saveStateTexts } from '../../../shared/exchange/save-state.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';

/** Kept aside for an answer, and for nothing else. */
const suggestions: ReadonlySet<string> = new Set(['not-owner', 'reassigned']);

type RecordPreview = PartitionPreview['records'][number];

export function PreviewChanges({
  partitions,
}: {
  readonly partitions: readonly PartitionPreview[];
}): ReactNode {
  return (
    <Collapse
      size="small"
      // What the officer has been waiting for.
      defaultActiveKey={partitions
        .filter(({ answers, records }) => answers.length + countSettled(records) > 0)
        .map(({ partition }) => partition)}
      items={partitions.map((partition) => ({
        key: partition.partition,
        label: (
          <>
            {partition.title}　<span className="desk-none">{countText(partition)}</span>{' '}
            {partition.isNew ? <StatusTag tone="info">新收到</StatusTag> : null}
            {partition.conflicts > 0 ? (
              <StatusTag tone="warn">冲突 {partition.conflicts} 处</StatusTag>
            ) : null}
          </>
        ),
        children: (
          <ul className="desk-changes">
            {partition.answers.map(({ opId, enterpriseName, what, outcome, reason }) => (
              <li key={opId}>
                <StatusTag tone={outcome === 'accepted' ? 'good' : 'warn'}>
                  {saveStateTexts[outcome]}
                </StatusTag>
                <span>
                  {enterpriseName === partition.title ? null : <strong>{enterpriseName}　</strong>}
                  {what}
                  {reason === '' ? null : <span className="desk-none">　理由：{reason}</span>}
                </span>
              </li>
            ))}
            {partition.records.map((record) => (
              <li key={record.entityId}>
                <span className="desk-none">
                  {record.entityLabel}
                  {record.isNew ? '（新）' : ''}
                </span>
                <span>
                  {record.title === '' ? null : <strong>{record.title}　</strong>}
                  <RecordFields record={record} />
                </span>
              </li>
            ))}
            {partition.held.map((held, index) => (
              <li key={index}>
                <StatusTag tone="warn">{suggestions.has(held.reason) ? '待市里答复' : '暂存待定'}</StatusTag>
                <span>
                  {held.fields.map(({ label, text }) => `${label}：${text || '空'}`).join('；')}
                  <span className="desk-none">　{holdReasonTexts[held.reason] ?? held.reason}</span>
                </span>
              </li>
            ))}
            {partition.records.length + partition.answers.length + partition.held.length === 0 ? (
              <li className="desk-none">没有看得见的变化</li>
            ) : null}
          </ul>
        ),
      }))}
    />
  );
}

function countText({ records, answers, suggestions, kept }: PartitionPreview): string {
  const isOnlyRecords = answers.length + suggestions + kept === 0;
  const settled = countSettled(records);
  const parts = [
    ...(answers.length > 0 ? [`建议答复 ${answers.length} 条`] : []),
    ...(records.length > 0 || isOnlyRecords ? [`${records.length} 条记录有变化`] : []),
    ...(settled > 0 ? [`冲突已定 ${settled} 处`] : []),
    ...(suggestions > 0 ? [`修改建议 ${suggestions} 条`] : []),
    ...(kept > 0 ? [`暂存待定 ${kept} 条`] : []),
  ];
  return parts.join('，');
}

export function countSettled(records: readonly RecordPreview[]): number {
  return records.flatMap(({ fields }) => fields).filter(({ isSettled }) => isSettled).length;
}

function RecordFields({ record }: { readonly record: RecordPreview }): ReactNode {
  return record.fields.map((field, index) => (
    <span key={field.label}>
      {index === 0 ? '' : '；'}
      {field.inConflict ? (
        <span className="desk-conflict-mark">
          {field.label}：本机“{field.oldText || '空'}”／对方“{field.newText || '空'}”
        </span>
      ) : field.isSettled ? (
        <span className="desk-lines">
          <StatusTag tone="good">冲突已定</StatusTag> {field.label} → {field.newText || '空'}
        </span>
      ) : (
        changeText(field, record.isNew)
      )}
    </span>
  ));
}

function changeText({ label, oldText, newText }: RecordPreview['fields'][number], isNew: boolean): string {
  return isNew || oldText === ''
    ? `${label}：${newText || '空'}`
    : `${label}：${oldText} → ${newText || '空'}`;
}
