/** 一企一册 as it will be printed, at /enterprises/:enterpriseId/paper. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { useSavedFile } from '../../saved-file.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { PaperPreview } from '../../ui/PaperPreview.tsx';

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
  const save = (format: 'docx' | 'pdf'): void => exported.mutate({ id: enterpriseId, format });
  return (
    <Page
      header={
        <PageHeader
          back={back}
          title="打印一企一册"
          subtitle={dossier.data?.name ?? ''}
          actions={
            <>
              <Button loading={exported.isPending} onClick={() => save('docx')}>
                导出 Word
              </Button>
              <Button loading={exported.isPending} onClick={() => save('pdf')}>
                导出 PDF
              </Button>
              <Button
                type="primary"
                loading={print.isPending}
                onClick={() => print.mutate({ id: enterpriseId })}
              >
                打印
              </Button>
            </>
          }
        />
      }
    >
      <div className="desk-paper-page">
        <PaperPreview html={preview.data?.html} label="一企一册预览" sheets={2} />
      </div>
    </Page>
  );
}
