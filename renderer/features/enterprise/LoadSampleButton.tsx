import type { ReactNode } from 'react';
import { sampleQuestion } from '../../../shared/annex7/sample-assignment.ts';
import { useCommand } from '../../commands.ts';
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
    <ConfirmAction {...sampleQuestion} onConfirm={() => load.mutateAsync({}).then(() => undefined)}>
      载入示例
    </ConfirmAction>
  );
}
