import { Table } from 'antd';
import type { ReactNode } from 'react';
import type { OutputOf } from '../../../shared/contract.ts';
import { localDateTime } from '../../../shared/clock.ts';
import type { BackupView } from '../../../shared/backup/contract.ts';
import { backupReasons } from '../../../shared/backup/rules.ts';
import { sizeText } from '../../../shared/record/readable.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { DateText } from '../../ui/DateText.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';

/** The backups, latest first, each with the way back to it. */
export function BackupChoice(props: {
  readonly backups: readonly BackupView[] | undefined;
  readonly onRestore: (name: string) => Promise<unknown>;
  readonly busy: boolean;
  /** Of the open desk; undefined while it is not known, and where none is open. */
  readonly unexported?: OutputOf<'exchange.unexported'> | undefined;
}): ReactNode {
  return (
    <Table<BackupView>
      size="small"
      rowKey="name"
      loading={props.backups === undefined}
      dataSource={props.backups ? [...props.backups] : []}
      pagination={{ pageSize: 7, hideOnSinglePage: true, size: 'small' }}
      locale={{ emptyText: '还没有备份' }}
      columns={[
        {
          title: '备份时间',
          render: (_, backup) => (
            <>
              <DateText atMs={backup.atMs} />{' '}
              {backup.inFuture ? <StatusTag tone="warn">日期晚于本机时间</StatusTag> : null}
            </>
          ),
        },
        { title: '类型', width: 110, render: (_, { reason }) => backupReasons[reason] },
        { title: '大小', width: 110, align: 'right', render: (_, { sizeBytes }) => sizeText(sizeBytes) },
        {
          title: '',
          width: 110,
          align: 'right',
          render: (_, backup) => (
            <ConfirmAction
              title={`恢复到 ${localDateTime(backup.atMs)} 的备份？`}
              explanation={<RestoreExplanation unexported={props.unexported} />}
              startsOn="cancel"
              confirmLabel="恢复"
              onConfirm={() => props.onRestore(backup.name).then(() => undefined)}
              button={{ size: 'small', disabled: props.busy }}
            >
              恢复到此
            </ConfirmAction>
          ),
        },
      ]}
    />
  );
}

/** What becomes of the work of the time since. */
function RestoreExplanation({
  unexported,
}: {
  readonly unexported: OutputOf<'exchange.unexported'> | undefined;
}): ReactNode {
  return (
    <>
      <p>工作台回到备份时的样子。备份以后的内容：</p>
      <ul className="desk-plain-list">
        <li>导入过的数据包：放回收件箱，再导入一次；</li>
        <li>已导出的：随对方的下一个数据包补回；</li>
        <li>没有导出的内容和草稿：要重新录入，请先导出或记下。</li>
      </ul>
      {unexported && unexported.total > 0 ? (
        <p className="desk-restore-unexported">
          <strong>{unexported.total} 条未导出</strong>：{unexported.latest.join('；')}
          {unexported.total > unexported.latest.length ? ' 等' : ''}
        </p>
      ) : null}
      <p>恢复前先核对备份是否完整，并把现在的样子另存一份备份（“恢复前”），要退回来就恢复到那一份。</p>
    </>
  );
}
