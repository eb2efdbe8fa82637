import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { errorText } from '../../../shared/errors.ts';
import type { DeskProblem, SessionState } from '../../../shared/session/contract.ts';
import { showSession, useCommand } from '../../queries.ts';
import { GateFrame } from './GateFrame.tsx';
import { workspaceName } from './workspace.ts';

const titles: Readonly<Record<DeskProblem, string>> = {
  'desk.damaged': '数据库没有打开：文件已损坏',
  'desk.foreign': '数据库没有打开：不是本工作台的',
  'desk.missing': '数据库没有打开：文件不见了',
  'desk.key-file-missing': '数据库没有打开：缺少密钥文件',
  'desk.key-file-damaged': '数据库没有打开：密钥文件已损坏',
};

/** The database could not be opened. It is never replaced: the officer is told what is known and what to do. */
export function DamagedScreen({ session }: { readonly session: SessionState }): ReactNode {
  const client = useQueryClient();
  const problem = session.problem ?? 'desk.damaged';
  // Locking forgets the damage that was found; the files are looked at afresh.
  const lookAgain = useCommand('session.lock', { onDone: (state) => showSession(client, state) });
  return (
    <GateFrame workspace={workspaceName(session)} wide>
      <div className="desk-damaged">
        <h2>{titles[problem]}</h2>
        <p>{errorText(problem)}</p>
        <ol>
          <li>请先不要卸载程序，也不要移动或删除数据文件夹中的任何文件。</li>
          <li>找出最近一次备份，联系技术人员恢复；恢复以前，程序不会改动现有文件。</li>
          {session.side === 'town' ? <li>没有备份时，可请市发改委重新导出本镇区的交换包。</li> : null}
        </ol>
        <Button type="primary" loading={lookAgain.isPending} onClick={() => lookAgain.mutate({})}>
          文件已放回，再打开一次
        </Button>
      </div>
    </GateFrame>
  );
}
