import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { errorText } from '../../../shared/errors.ts';
import type { DeskProblem, SessionState } from '../../../shared/session/contract.ts';
import { useCommand } from '../../commands.ts';
import { showSession, useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { BackupChoice } from './BackupChoice.tsx';
import { GateFrame } from './GateFrame.tsx';
import { workspaceName } from './workspace.ts';

const titles: Readonly<Record<DeskProblem, string>> = {
  'desk.damaged': '数据库没有打开：文件已损坏',
  'desk.foreign': '数据库没有打开：不是本工作台的',
  'desk.missing': '数据库没有打开：文件不见了',
  'desk.key-file-missing': '数据库没有打开：缺少密钥文件',
  'desk.key-file-damaged': '数据库没有打开：密钥文件已损坏',
  'desk.keyring-lost': '数据库没有打开：系统账户已更换',
};

const aboutKeyFile: ReadonlySet<DeskProblem> = new Set([
  'desk.key-file-missing',
  'desk.key-file-damaged',
  'desk.keyring-lost',
]);

/** The database could not be opened. It is never replaced: the officer is told what is known and what to do. */
export function DamagedScreen({ session }: { readonly session: SessionState }): ReactNode {
  const client = useQueryClient();
  const problem = session.problem ?? 'desk.damaged';
  const done = { quiet: true, onDone: (state: SessionState) => showSession(client, state) };
  // Locking forgets the damage that was found; the files are looked at afresh.
  const lookAgain = useCommand('session.lock', done);
  const showFolder = useCommand('backup.showFolder');
  const aboutKey = aboutKeyFile.has(problem);
  return (
    <GateFrame workspace={workspaceName(session)} wide>
      <div className="desk-damaged">
        <h2>{titles[problem]}</h2>
        <p>{errorText(problem)}</p>
        <p>请先不要卸载程序，也不要移动或删除数据文件夹中的任何文件。</p>
        {aboutKey ? <RestoreKeyFile onDone={done.onDone} /> : <RestoreDatabase onDone={done.onDone} />}
        {session.side === 'town' ? (
          <p>没有可用的备份时，可请市发改委重新导出本镇区的数据包，并重新制作邀请文件。</p>
        ) : null}
        <div className="desk-damaged-actions">
          <Button loading={lookAgain.isPending} onClick={() => lookAgain.mutate({})}>
            文件已放回，再打开一次
          </Button>
          {aboutKey ? null : (
            <Button type="text" onClick={() => showFolder.mutate({ which: 'quarantine' })}>
              打开隔离文件夹
            </Button>
          )}
        </div>
      </div>
    </GateFrame>
  );
}

interface Restoring {
  readonly onDone: (state: SessionState) => void;
}

function RestoreDatabase({ onDone }: Restoring): ReactNode {
  const backups = useCall('backup.list', {});
  const restore = useCommand('backup.restore', { onDone });
  const add = useCommand('backup.add', { quiet: true });
  return (
    <>
      <h3>从备份恢复</h3>
      {add.error ? <ErrorNotice error={add.error} /> : null}
      {backups.error ? <ErrorNotice error={backups.error} onRetry={() => void backups.refetch()} /> : null}
      <BackupChoice
        backups={backups.data}
        onRestore={(name) => restore.mutateAsync({ name })}
        busy={restore.isPending}
      />
      <Button loading={add.isPending} onClick={() => add.mutate({})}>
        从移动硬盘添加备份…
      </Button>
    </>
  );
}

function RestoreKeyFile({ onDone }: Restoring): ReactNode {
  const restore = useCommand('backup.restoreKeyFile', { quiet: true, onDone });
  return (
    <>
      <h3>从备份恢复密钥文件</h3>
      <p>备份文件夹里存有密钥文件的副本，打开它仍需要本机口令。</p>
      {restore.error ? <ErrorNotice error={restore.error} /> : null}
      <Button type="primary" loading={restore.isPending} onClick={() => restore.mutate({})}>
        恢复密钥文件
      </Button>
    </>
  );
}
