import type { ReactNode } from 'react';
import { useCommand } from '../../queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { useNotice } from '../../ui/useNotice.tsx';

/** 载入示例: 附件7. Loading it again adds nothing. */
export function LoadSampleButton({ onDone }: { readonly onDone?: () => void }): ReactNode {
  const notice = useNotice();
  const load = useCommand('roster.loadSample', {
    quiet: true,
    onDone: ({ created, plans }) => {
      notice.done(
        created + plans === 0 ? '示例已在台账中，没有变化' : `已载入 ${created} 家企业、${plans} 项申报计划`,
      );
      onDone?.();
    },
  });
  return (
    <ConfirmAction
      title="载入附件7 示例？"
      explanation="将写入附件7 的 40 家企业和 54 项申报计划，并按“示例分派”分到 14 个镇（区、街道）。文件没有写明企业所在镇区，示例分派仅供试用，可在台账中改派。已有的同名企业不受影响。"
      confirmLabel="载入示例"
      onConfirm={() => load.mutateAsync({}).then(() => undefined)}
    >
      载入示例
    </ConfirmAction>
  );
}
