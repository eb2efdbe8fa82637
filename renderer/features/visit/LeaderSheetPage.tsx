/** 挂钩领导工作单 as it will be printed, at /people/:personId/paper */
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useCommand } from '../../commands.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { useSavedFile } from '../../saved-file.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { PaperPage } from '../../ui/PaperPage.tsx';

export function LeaderSheetPage(): ReactNode {
  const { personId = '' } = useParams();
  const { isLeader } = useOwnDesk();
  const saved = useSavedFile();
  const preview = useCall('leader.sheetPreview', { personId });
  const exported = useCommand('leader.exportSheet', {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  const print = useCommand('leader.printSheet');
  const back = {
    to: isLeader ? '/mine' : `/people/${encodeURIComponent(personId)}?section=work`,
    label: isLeader ? '我的挂钩企业' : '返回',
  };
  if (preview.error)
    return (
      <FailedPage
        back={back}
        title="打印工作单"
        error={preview.error}
        onRetry={() => void preview.refetch()}
      />
    );
  return (
    <PaperPage
      back={back}
      title="打印工作单"
      subtitle="走访前交给挂钩领导"
      html={preview.data?.html}
      isLandscape
      onSave={(format) => exported.mutate({ personId, format })}
      saving={exported.isPending}
      onPrint={() => print.mutate({ personId })}
      printing={print.isPending}
    />
  );
}
