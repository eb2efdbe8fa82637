/** 挂钩领导工作单 as it will be printed, at /people/:personId/paper */
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useOwnDesk } from '../../own-desk.ts';
import { PaperOf } from '../../paper-of.tsx';

export function LeaderSheetPage(): ReactNode {
  const { personId = '' } = useParams();
  const { isLeader } = useOwnDesk();
  return (
    <PaperOf
      preview="leader.sheetPreview"
      exported="leader.exportSheet"
      printed="leader.printSheet"
      of={{ personId }}
      title="打印工作单"
      subtitle="走访前交给挂钩领导"
      isLandscape
      back={{
        to: isLeader ? '/mine' : `/people/${encodeURIComponent(personId)}?section=work`,
        label: isLeader ? '我的挂钩企业' : '返回',
      }}
    />
  );
}
