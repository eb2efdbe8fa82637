import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { localDateTime } from '../../../shared/clock.ts';
import { CallError } from '../../api.ts';
import { useCommand } from '../../commands.ts';
import { readAllAnew, showSession, useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { errorSentence } from '../../ui/errorSentence.ts';
import { Panel } from '../../ui/Page.tsx';
import { useNotice } from '../../ui/useNotice.tsx';
import { BackupChoice } from './BackupChoice.tsx';

/** 备份与恢复 */
export function BackupPanel(): ReactNode {
  const client = useQueryClient();
  const notice = useNotice();
  const backups = useCall('backup.list', {});
  const create = useCommand('backup.create', { doneText: '已备份并核对' });
  const add = useCommand('backup.add', {
    onDone: (added) => {
      if (added) notice.done('备份已加入列表');
    },
  });
  const show = useCommand('backup.showFolder');
  const unexported = useCall('exchange.unexported', {});
  const { modal } = App.useApp();
  const restore = useCommand('backup.restore', {
    quiet: true,
    doneText: '已恢复',
    onDone: (state) => {
      showSession(client, state);
      void readAllAnew(client);
    },
  });
  /** Without a way back only when the officer says so. */
  const askWithoutBackup = (name: string, error: unknown): void =>
    void modal.confirm({
      title: '没有退路，仍要恢复？',
      content: (
        <>
          <p>{errorSentence(error)}</p>
          <p>继续恢复，备份列表里就没有现在这一份；现有的数据库文件原样移到“隔离”文件夹，不会删除。</p>
        </>
      ),
      okText: '不备份，直接恢复',
      cancelText: '取消',
      okButtonProps: { danger: true },
      focusable: { autoFocusButton: 'cancel' },
      centered: true,
      onOk: () => restore.mutateAsync({ name, withoutBackup: true }).catch(notice.failure),
    });
  const onRestore = async (name: string): Promise<void> => {
    try {
      await restore.mutateAsync({ name });
    } catch (error) {
      if (!(error instanceof CallError && error.code === 'backup.not-before-restore')) throw error;
      askWithoutBackup(name, error);
    }
  };
  const last = backups.data?.find(({ inFuture }) => !inFuture);
  return (
    <Panel
      title="备份与恢复"
      extra={
        <>
          <span>{last ? `最近一次：${localDateTime(last.atMs)}` : '还没有备份'}</span>
          <Button loading={add.isPending} onClick={() => add.mutate({})}>
            从移动硬盘添加…
          </Button>
          <Button onClick={() => show.mutate({ which: 'backups' })}>打开备份文件夹</Button>
          <Button type="primary" loading={create.isPending} onClick={() => create.mutate({})}>
            立即备份
          </Button>
        </>
      }
    >
      <p className="desk-gate-text">
        每天首次打开后自动备份一次，重新打开核对无误才算数；保留最近 7 天、4 周、12
        个月。备份与数据库用同一口令加密。备份在同一块硬盘上，请定期把备份文件夹整个复制到单位保管的移动硬盘；换电脑时，在新电脑上首次打开程序，选“从备份恢复”。
      </p>
      {backups.error ? <ErrorNotice error={backups.error} onRetry={() => void backups.refetch()} /> : null}
      <BackupChoice
        backups={backups.data}
        onRestore={onRestore}
        unexported={unexported.data}
        busy={restore.isPending || create.isPending}
      />
    </Panel>
  );
}
