/** 一企一册 as it will be printed, at /enterprises/:enterpriseId/paper. */
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { useSavedFile } from '../../saved-file.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { PaperPage } from '../../ui/PaperPage.tsx';

export function DossierPaperPage(): ReactNode {
  const { enterpriseId = '' } = useParams();
  const saved = useSavedFile();
  const dossier = useCall('enterprise.get', { id: enterpriseId });
  const preview = useCall('enterprise.paperPreview', { id: enterpriseId });
  const exported = useCommand('enterprise.exportPaper', {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  const print = useCommand('enterprise.print');
  const back = { to: `/enterprises/${enterpriseId}`, label: '返回' };
  const error = dossier.error ?? preview.error;
  if (error) {
    return (
      <FailedPage
        back={back}
        title="打印一企一册"
        error={error}
        onRetry={() => void Promise.all([dossier.refetch(), preview.refetch()])}
      />
    );
  }
  return (
    <PaperPage
      back={back}
      title="打印一企一册"
      subtitle={dossier.data?.name ?? ''}
      html={preview.data?.html}
      sheets={2}
      onSave={(format) => exported.mutate({ id: enterpriseId, format })}
      saving={exported.isPending}
      onPrint={() => print.mutate({ id: enterpriseId })}
      printing={print.isPending}
    />
  );
}
