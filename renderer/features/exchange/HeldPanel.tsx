/** Saves that one side keeps aside because their writer may not write there: never lost, never shown as the value. */
import type { ReactNode } from 'react';
import { localDateTime } from '../../../shared/clock.ts';
import { holdReasonTexts } from '../../../shared/exchange/hold-reasons.ts';
import { useCall } from '../../queries.ts';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';

const suggestionReasons: readonly string[] = ['not-owner', 'reassigned'];

export function HeldPanel(): ReactNode {
  const held = useCall('exchange.held', {});
  // Suggestions have a page of their own, where they are answered.
  const others = (held.data ?? []).filter(({ reason }) => !suggestionReasons.includes(reason));
  if (others.length === 0) return null;
  return (
    <Panel title={`暂存待定（${others.length} 条）`}>
      <ul className="desk-changes">
        {others.map((item) => (
          <li key={`${item.where}/${item.opId}`}>
            <StatusTag tone="warn">{item.where === 'theirs' ? '对方暂存' : '本机暂存'}</StatusTag>
            <strong>{item.partitionTitle}</strong>
            <span>{item.fields.map((field) => `${field.label}：${field.text || '空'}`).join('；')}</span>
            <span className="desk-none">
              {holdReasonTexts[item.reason] ?? item.reason}　{localDateTime(item.writtenAtMs)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
