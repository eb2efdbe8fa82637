/** Who wrote a value, on which laptop, when by its clock, and what stood before that writer's eyes. */
import type { ReactNode } from 'react';
import { localDateTime } from '../../../shared/clock.ts';
import type { ConflictingValue } from '../../../shared/conflict/contract.ts';
import { clockTexts } from '../../../shared/conflict/rules.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';

interface WriterProps {
  readonly value: ConflictingValue;
  /** What all writers had seen is said once, above. */
  readonly baseText: string | null;
}

export function Writer({ value, baseText }: WriterProps): ReactNode {
  const { unit, officer, deviceName, writtenAtMs, clock, isShown, isDecision } = value;
  return (
    <div className="desk-settle-by">
      <strong>{[unit, officer].filter(Boolean).join(' ')}</strong>
      <span>
        {localDateTime(writtenAtMs)}　{deviceName}
      </span>
      {isShown ? <StatusTag tone="info">目前显示</StatusTag> : null}
      {isDecision ? <StatusTag tone="warn">曾定下</StatusTag> : null}
      {clock === 'fine' ? null : <StatusTag tone="warn">{clockTexts[clock]}</StatusTag>}
      <SeenText value={value} baseText={baseText} />
    </div>
  );
}

function SeenText({ value: { seenTexts, isDecision }, baseText }: WriterProps): ReactNode {
  const [only] = seenTexts;
  if (isDecision) {
    return <div>当时在{seenTexts.map((text) => `“${text || '空'}”`).join('、')}之间选定</div>;
  }
  if (only === undefined) return baseText === null ? <div>写之前这一项没有内容</div> : null;
  return only === baseText ? null : <div>由“{only || '空'}”改来</div>;
}
