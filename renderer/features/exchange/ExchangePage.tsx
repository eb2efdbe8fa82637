/** 数据交换: hand the month's bundle out, take the other side's in. */
import { DownloadOutlined, ExportOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import type {
  BundleRecord,
  ExchangePeer,
  ImportPreview,
  ImportReport,
  InboxImport,
  PeerName,
} from '../../../shared/exchange/contract.ts';
import { sizeText } from '../../../shared/record/readable.ts';
import { LocalTable } from '../../local-table.tsx';
import { useCommand } from '../../commands.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { ProgressPanel, useProgress } from '../../ui/ProgressPanel.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { openHandedState } from './HandedFile.tsx';
import { HeldPanel } from './HeldPanel.tsx';
import { type Imported, ImportedPanel, type ImportedPanelProps } from './ImportedPanel.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { InboxPanel } from './InboxPanel.tsx';
import { peerKey } from '../../../shared/exchange/peer-id.ts';
import { PeerPanel } from './PeerPanel.tsx';

export function ExchangePage(): ReactNode {
  const peers = useCall('exchange.peers', {});
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [chosen, setChosen] = useState<ExchangePeer | null>(null);
  // From 今日待办: /exchange?to=… opens the export at once.
  const [search, setSearch] = useSearchParams();
  const asked = peers.data?.find((peer) => peer.reachable && peerKey(peer) === search.get('to'));
  const exportTo = chosen ?? asked ?? null;
  const closeExport = (): void => {
    setChosen(null);
    if (search.has('to')) setSearch({}, { replace: true });
  };
  const [outcome, setOutcome] = useState<Pick<ImportedPanelProps, 'imported' | 'left'> | null>(null);
  const importedOf = (from: PeerName, month: string, report: ImportReport): Imported => ({
    from: from.name,
    month,
    report,
    peer: peers.data?.find((peer) => peer.reachable && peerKey(peer) === peerKey(from)),
  });
  const showAll = (results: readonly InboxImport[]): void =>
    setOutcome({
      imported: results.flatMap(({ peer: from, month, report }) =>
        report ? [importedOf(from, month, report)] : [],
      ),
      left: results.flatMap(({ peer: from, month, fileName, report, obstacle }) =>
        report ? [] : [`${from.name} ${month}（${fileName}）：留在收件箱。${obstacle}`],
      ),
    });
  const choose = useCommand('exchange.open', { onDone: setPreview });
  useOpenHanded(() => choose.mutate({}));
  // At the city the peer of that name is its own other laptops.
  const { side, isLeader } = useOwnDesk();
  const cityPeer =
    side === 'town' || isLeader ? peers.data?.find((peer) => peerKey(peer) === 'city') : undefined;
  return (
    <Page
      header={
        <PageHeader
          title="数据交换"
          subtitle="每月一次：导出给对方，导入对方的；数据包已加密签名，不得装入涉密信息"
          actions={
            <>
              {cityPeer ? (
                <Button icon={<ExportOutlined />} onClick={() => setChosen(cityPeer)}>
                  导出给市发改委
                </Button>
              ) : null}
              <Button
                type="primary"
                icon={<DownloadOutlined />}
                loading={choose.isPending}
                onClick={() => choose.mutate({})}
              >
                导入数据包
              </Button>
            </>
          }
        />
      }
    >
      {preview ? (
        <ImportPanel
          // What is folded out and ticked belongs to one bundle.
          key={preview.token}
          preview={preview}
          onPreview={setPreview}
          onImported={(from, report) =>
            setOutcome({ imported: [importedOf(from.from, from.month, report)], left: [] })
          }
          onClose={() => setPreview(null)}
        />
      ) : null}
      {outcome && !preview ? (
        <ImportedPanel {...outcome} onExport={setChosen} onClose={() => setOutcome(null)} />
      ) : null}
      {choose.isPending ? <ImportProgress /> : null}
      {preview ? null : <InboxPanel onPreview={setPreview} onImported={showAll} />}
      {peers.error ? <ErrorNotice error={peers.error} onRetry={() => void peers.refetch()} /> : null}
      <PeerPanel peers={peers.data} onExport={setChosen} />
      {exportTo ? <ExportDialog peer={exportTo} onClose={closeExport} /> : null}
      <HeldPanel />
      <HistoryPanel />
    </Page>
  );
}

/** Copying and verifying may take minutes from a slow stick. */
function ImportProgress(): ReactNode {
  const progress = useProgress('import');
  const cancel = useCommand('task.cancel');
  return (
    <ProgressPanel
      title="正在打开数据包"
      progress={progress}
      onCancel={() => cancel.mutate({ taskId: 'import' })}
      cancelling={cancel.isPending}
    />
  );
}

/** Opens the bundle that was opened with the program, once, when the officer has said so. */
function useOpenHanded(open: () => void): void {
  const { state } = useLocation() as { readonly state: unknown };
  const navigate = useNavigate();
  const isAsked = JSON.stringify(state) === JSON.stringify(openHandedState);
  const begin = useEffectEvent(() => {
    // Coming back to this page must not open it again.
    void navigate('.', { replace: true, state: null });
    open();
  });
  useEffect(() => {
    if (isAsked) begin();
  }, [isAsked]);
}

const historyColumns: readonly DataColumn<BundleRecord>[] = [
  { key: 'at', title: '时间', width: 150, value: (row) => localDateTime(row.atMs), sortable: true },
  { key: 'direction', title: '方向', width: 70, value: (row) => (row.direction === 'in' ? '导入' : '导出') },
  { key: 'peer', title: '对方', width: 140, value: (row) => row.peer.name },
  { key: 'month', title: '月份', width: 90, value: (row) => row.month },
  { key: 'summary', title: '内容', width: 260, grow: true, value: (row) => row.summary },
  {
    key: 'size',
    title: '大小',
    width: 100,
    align: 'right',
    value: (row) => sizeText(row.sizeBytes),
  },
];

function HistoryPanel(): ReactNode {
  const navigate = useNavigate();
  const history = useCall('exchange.history', {});
  return (
    <Panel title="交换记录" extra={<span>点一行，打印交接单</span>}>
      <div className="desk-panel-table">
        <LocalTable
          tableId="exchange-history"
          label="交换记录"
          columns={historyColumns}
          rowKey={(row) => row.id}
          list={history}
          onOpen={(row) => void navigate(`/exchange/receipt/${row.id}`)}
          empty={
            <EmptyState
              title="还没有交换过"
              explanation="导出和导入的每个数据包都会记在这里，原文件存档备查。"
            />
          }
        />
      </div>
    </Panel>
  );
}
