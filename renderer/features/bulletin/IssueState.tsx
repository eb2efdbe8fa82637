import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { BulletinSummary } from '../../../shared/bulletin/contract.ts';
import { quarterSpan, quarterText } from '../../../shared/bulletin/quarter.ts';
import { useCommand } from '../../commands.ts';
import { useConfirm } from '../../ui/ConfirmAction.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';

interface IssueStateProps {
  readonly bulletin: Pick<
    BulletinSummary,
    'id' | 'quarter' | 'issue' | 'issuedOn' | 'countedOn' | 'isRemovalOpen' | 'disputes' | 'heads'
  >;
  /** This desk issues it. */
  readonly isWriter: boolean;
}

/** Issued, and removed by somebody who did not know of it. */
export const removalOpen = '删除待定';

/** 草拟中 with the one step that comes next beside it, or the day on which it was issued. */
export function IssueState({ bulletin, isWriter }: IssueStateProps): ReactNode {
  const { id, quarter, issue: number, issuedOn, countedOn, isRemovalOpen, disputes, heads } = bulletin;
  const issue = useCommand('bulletin.issue', { doneText: '已印发，随下次数据包发到各镇区' });
  const ask = useConfirm({
    title: `印发${quarterText(quarter)}第${number}期？`,
    explanation: [
      countedOn === '' ? '' : figuresText(quarter, countedOn),
      '印发日期记为今天，随下次数据包发到各镇区和挂钩领导。',
    ].join(''),
    confirmLabel: '印发',
    startsOn: 'cancel',
    onConfirm: () => issue.mutateAsync({ id, seen: heads }).then(() => undefined),
  });
  if (isRemovalOpen)
    return (
      <>
        已印发 {issuedOn}{' '}
        {isWriter ? (
          <Link to="/conflicts" onClick={(event) => event.stopPropagation()}>
            {removalOpen}
          </Link>
        ) : (
          <StatusTag tone="warn">{removalOpen}</StatusTag>
        )}
      </>
    );
  if (issuedOn !== '') return `已印发 ${issuedOn}`;
  if (!isWriter) return <StatusTag tone="info">草拟中</StatusTag>;
  if (disputes > 0)
    return (
      <>
        <StatusTag tone="info">草拟中</StatusTag>{' '}
        <Link to="/conflicts" onClick={(event) => event.stopPropagation()}>
          {disputes} 处待定冲突
        </Link>
      </>
    );
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

/** Of what day the figures are, and whether anything may have come to them since. */
function figuresText(quarter: string, countedOn: string): string {
  const { toDate } = quarterSpan(quarter);
  if (countedOn >= toDate) return `数字统计到 ${countedOn}。`;
  return `数字统计到 ${countedOn}，本季度到 ${toDate} 才结束；要用新的数字，请先“修改”，重新取数。`;
}
