/** 一企一册 as it will be printed, at /enterprises/:enterpriseId/paper. */
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { PaperOf } from '../../paper-of.tsx';
import { useCall } from '../../queries.ts';

export function DossierPaperPage(): ReactNode {
  const { enterpriseId = '' } = useParams();
  const dossier = useCall('enterprise.get', { id: enterpriseId });
  return (
    <PaperOf
      preview="enterprise.paperPreview"
      exported="enterprise.exportPaper"
      printed="enterprise.print"
      of={{ id: enterpriseId }}
      title="打印一企一册"
      subtitle={dossier.data?.name ?? ''}
      sheets={2}
      back={{ to: `/enterprises/${enterpriseId}`, label: '返回' }}
    />
  );
}
