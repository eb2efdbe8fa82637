/** 走访单, or 走访记录 of a visit that was made, as it will be printed, at /visits/paper?enterprise=…&visit=… */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { useSavedFile } from '../../saved-file.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { PaperPage } from '../../ui/PaperPage.tsx';

export function VisitPaperPage(): ReactNode {
  const [search] = useSearchParams();
  const enterpriseId = search.get('enterprise') ?? '';
  const visitId = search.get('visit');
  const of = { enterpriseId, ...(visitId === null ? {} : { visitId }) };
  const saved = useSavedFile();
  const preview = useCall('visit.paperPreview', of);
  const exported = useCommand('visit.exportPaper', {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  const print = useCommand('visit.printPaper');
  const isRecord = preview.data?.kind === 'record';
  const back = {
    to:
      visitId === null
        ? `/enterprises/${encodeURIComponent(enterpriseId)}?section=visits`
        : `/visits/${visitId}`,
    label: '返回',
  };
  if (preview.error)
    return (
      <FailedPage back={back} title="打印走访" error={preview.error} onRetry={() => void preview.refetch()} />
    );
  return (
    <PaperPage
      back={back}
      title={isRecord ? '打印走访记录' : '打印走访单'}
      subtitle={isRecord ? '承诺和问题按打印当天的情况' : '带到企业手写，回来后录入'}
      html={preview.data?.html}
      onSave={(format) => exported.mutate({ ...of, format })}
      saving={exported.isPending}
      onPrint={() => print.mutate(of)}
      printing={print.isPending}
    />
  );
}
