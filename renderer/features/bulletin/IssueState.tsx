import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useCommand } from '../../commands.ts';
import { useConfirm } from '../../ui/ConfirmAction.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';

interface IssueStateProps {
  readonly id: string;
  /** YYYY-MM-DD; '' while it is being written. */
  readonly issuedOn: string;
  /** This desk issues it. */
  readonly isWriter: boolean;
}

/** 草拟中 with the one step that ends it beside it, or the day on which it was issued. */
export function IssueState({ id, issuedOn, isWriter }: IssueStateProps): ReactNode {
  const issue = useCommand('bulletin.issue', { doneText: '已印发，随下次数据包发到各镇区' });
  const ask = useConfirm({
    title: '印发这份季度通报？',
    explanation: '印发日期记为今天，随下次数据包发到各镇区和挂钩领导。印发前请先核对打印预览。',
    confirmLabel: '印发',
    startsOn: 'cancel',
    onConfirm: () => issue.mutateAsync({ id }).then(() => undefined),
  });
  if (issuedOn !== '') return issuedOn;
  if (!isWriter) return <StatusTag tone="info">草拟中</StatusTag>;
  return (
    <>
      <StatusTag tone="info">草拟中</StatusTag>{' '}
      <Button
        size="small"
        disabled={issue.isPending}
        onClick={(event) => {
          // In a list: the line itself opens the bulletin.
          event.stopPropagation();
          ask();
        }}
      >
        印发
      </Button>
    </>
  );
}
