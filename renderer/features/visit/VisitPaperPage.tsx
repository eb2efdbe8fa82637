/** 走访单, or 走访记录 of a visit that was made, as it will be printed, at /visits/paper?enterprise=…&visit=… */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { PaperOf } from '../../paper-of.tsx';
import { useCall } from '../../queries.ts';

export function VisitPaperPage(): ReactNode {
  const [search] = useSearchParams();
  const enterpriseId = search.get('enterprise') ?? '';
  const visitId = search.get('visit');
  const of = { enterpriseId, ...(visitId === null ? {} : { visitId }) };
  const isRecord = useCall('visit.paperPreview', of).data?.kind === 'record';
  const enterprise = `/enterprises/${encodeURIComponent(enterpriseId)}?section=visits`;
  return (
    <PaperOf
      preview="visit.paperPreview"
      exported="visit.exportPaper"
      printed="visit.printPaper"
      of={of}
      title={isRecord ? '打印走访记录' : '打印走访单'}
      subtitle={isRecord ? '承诺和问题按打印当天的情况' : '带到企业手写，回来后录入'}
      back={{ to: visitId === null ? enterprise : `/visits/${visitId}`, label: '返回' }}
    />
  );
}
