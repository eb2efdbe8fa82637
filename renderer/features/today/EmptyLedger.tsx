import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { sampleQuestion } from '../../../shared/annex7/sample-assignment.ts';
import { useCommand } from '../../commands.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useNotice } from '../../ui/useNotice.tsx';

/** The first day: how enterprises get here. The city makes the roster; a town receives it. */
export function EmptyLedger(): ReactNode {
  const navigate = useNavigate();
  const notice = useNotice();
  const { side, isLeader } = useOwnDesk();
  const sample = useCommand('roster.loadSample', {
    quiet: true,
    onDone: ({ created, plans }) => notice.done(`已载入 ${created} 家企业、${plans} 项申报计划（示例分派）`),
  });
  if (isLeader)
    return (
      <EmptyState
        title="还没有收到企业资料"
        explanation="与您挂钩联系的企业随数据包到达：先把本机的第一个数据包导出给市发改委，核对电脑识别码登记后，导入发回的数据包。"
        actions={
          <Button type="primary" onClick={() => void navigate('/exchange')}>
            导入导出数据包
          </Button>
        }
      />
    );
  if (side === 'town')
    return (
      <EmptyState
        title="台账还是空的"
        explanation="企业名册由市发改委分派，随月度数据包到达。请先导入市里发来的数据包；也可以先新建本镇区的企业。"
        actions={
          <>
            <Button type="primary" onClick={() => void navigate('/exchange')}>
              导入数据包
            </Button>
            <Button onClick={() => void navigate('/enterprises/new')}>新建企业</Button>
          </>
        }
      />
    );
  return (
    <EmptyState
      title="台账还是空的"
      explanation="导入现有名册（.xlsx 或 .csv），或载入附件7的 40 家企业作为示例；载入的示例可以修改，分派标为“示例分派”。"
      actions={
        <>
          <Button type="primary" onClick={() => void navigate('/enterprises/import')}>
            导入名册
          </Button>
          <ConfirmAction {...sampleQuestion} onConfirm={() => sample.mutateAsync({}).then(() => undefined)}>
            载入示例
          </ConfirmAction>
          <Button onClick={() => void navigate('/enterprises/new')}>新建企业</Button>
        </>
      }
    />
  );
}
