/** 收件箱: bundles that were chosen and are not imported yet; twenty at once when the month ends. */
import { FolderOpenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { localDateTime } from '../../../shared/clock.ts';
import type { ImportPreview, InboxImport, InboxView } from '../../../shared/exchange/contract.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { Panel } from '../../ui/Page.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { ReceivedNote } from './ReceivedNote.tsx';

const tones = {
  ready: 'good',
  unconfirmed: 'warn',
  waiting: 'info',
  quarantined: 'warn',
  imported: 'plain',
} as const;
const labels = {
  ready: '可导入',
  unconfirmed: '待核对电脑',
  waiting: '等待前面的包',
  quarantined: '已隔离',
  imported: '已导入过',
} as const;

function stateOf({ state, importedAtMs }: InboxView): keyof typeof labels {
  return state === 'ready' && importedAtMs !== null ? 'imported' : state;
}

function explanationOf({ explanation, importedAtMs }: InboxView): string {
  if (explanation !== '' || importedAtMs === null) return explanation;
  return `${localDateTime(importedAtMs)} 导入，可以移除`;
}

export function InboxPanel({
  onPreview,
  onImported,
}: {
  readonly onPreview: (preview: ImportPreview) => void;
  readonly onImported: (results: readonly InboxImport[]) => void;
}): ReactNode {
  const inbox = useCall('exchange.inbox', {});
  const [outcome, setOutcome] = useState<ReactNode>(null);
  const open = useCommand('exchange.previewInbox', { onDone: onPreview });
  const discard = useCommand('exchange.discard', { doneText: '已从收件箱移除，原文件不受影响' });
  const receive = useCommand('exchange.receive', {
    onDone: (result) => {
      if (result) setOutcome(<ReceivedNote {...result} />);
    },
  });
  const takeAll = useCommand('exchange.importInbox', {
    onDone: (results) => {
      setOutcome(null);
      onImported(results);
    },
  });
  const entries = inbox.data ?? [];
  const ready = entries.filter((row) => stateOf(row) === 'ready').length;
  const columns: readonly DataColumn<InboxView>[] = [
    { key: 'from', title: '来自', width: 120, value: (row) => row.peerName },
    {
      key: 'month',
      title: '月份',
      width: 120,
      value: (row) => (row.part.count > 1 ? `${row.month} ${row.part.index}/${row.part.count}` : row.month),
    },
    {
      key: 'state',
      title: '状态',
      width: 260,
      grow: true,
      value: (row) => labels[stateOf(row)],
      render: (row) => (
        <span title={explanationOf(row)}>
          <StatusTag tone={tones[stateOf(row)]}>{labels[stateOf(row)]}</StatusTag>{' '}
          <span className="desk-none">{explanationOf(row)}</span>
        </span>
      ),
    },
    { key: 'file', title: '文件', width: 200, value: (row) => row.fileName },
    {
      key: 'act',
      title: '操作',
      width: 130,
      render: (row) => (
        <span className="desk-button-row">
          <Button type="link" size="small" onClick={() => open.mutate({ name: row.name })}>
            预览
          </Button>
          <Button type="link" size="small" onClick={() => discard.mutate({ name: row.name })}>
            移除
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Panel
      title={entries.length === 0 ? '收件箱' : `收件箱（${entries.length}）`}
      extra={
        <>
          <Button
            size="small"
            icon={<FolderOpenOutlined />}
            loading={receive.isPending}
            onClick={() => receive.mutate({ from: 'folder' })}
          >
            收取整个文件夹
          </Button>
          {entries.length === 0 ? null : (
            <Button
              size="small"
              disabled={ready === 0}
              loading={takeAll.isPending}
              onClick={() => takeAll.mutate({})}
            >
              全部导入（{ready}）
            </Button>
          )}
        </>
      }
    >
      {entries.length === 0 ? (
        <p className="desk-none">没有等待导入的数据包</p>
      ) : (
        <SmallTable label="收件箱" columns={columns} rowKey={(row) => row.name} rows={entries} />
      )}
      {outcome}
    </Panel>
  );
}
