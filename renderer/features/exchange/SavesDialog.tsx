/** What became of each save of this side at the other: in no bundle yet, on its way, there, set aside, answered. */
import { Pagination, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { localDateTime } from '../../../shared/clock.ts';
import type { ExchangePeer, SaveReceipt } from '../../../shared/exchange/contract.ts';
import { type SaveState, saveStateTexts } from '../../../shared/exchange/save-state.ts';
import { useCall } from '../../queries.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { idOf } from '../../../shared/exchange/peer-id.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { StatusTag, type StatusTone } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';

const choices = {
  all: [],
  unsent: ['unsent'],
  awaiting: ['awaiting'],
  received: ['received', 'accepted'],
  aside: ['held', 'pending', 'rejected', 'declined', 'withdrawn'],
} as const satisfies Readonly<Record<string, readonly SaveState[]>>;
export type SavesChoice = keyof typeof choices;

const choiceLabels: Readonly<Record<SavesChoice, string>> = {
  all: '全部',
  unsent: '待导出',
  awaiting: '待回执',
  received: '对方已收',
  aside: '暂存、未采纳或撤回',
};

const tones: Readonly<Record<SaveState, StatusTone>> = {
  unsent: 'plain',
  awaiting: 'info',
  received: 'good',
  held: 'warn',
  pending: 'warn',
  rejected: 'warn',
  accepted: 'good',
  declined: 'warn',
  withdrawn: 'plain',
};

const columns: readonly DataColumn<SaveReceipt>[] = [
  { key: 'at', title: '保存时间', width: 140, value: (row) => localDateTime(row.writtenAtMs) },
  { key: 'partition', title: '企业', width: 200, value: (row) => row.partitionTitle },
  { key: 'text', title: '内容', width: 240, grow: true, value: (row) => `${row.entityLabel}　${row.text}` },
  {
    key: 'state',
    title: '状态',
    width: 220,
    value: (row) => saveStateTexts[row.state],
    render: (row) => (
      <>
        <StatusTag tone={tones[row.state]}>{saveStateTexts[row.state]}</StatusTag>
        {row.explanation === '' ? null : <div className="desk-none">{row.explanation}</div>}
      </>
    ),
  },
];

export interface SavesDialogProps {
  readonly peer: ExchangePeer;
  readonly first: SavesChoice;
  readonly onClose: () => void;
}

/** Mounted while it is open. */
export function SavesDialog({ peer, first, onClose }: SavesDialogProps): ReactNode {
  const [choice, setChoice] = useState<SavesChoice>(first);
  const [page, setPage] = useState(1);
  const found = useCall(
    'exchange.saves',
    { peer: idOf(peer), states: [...choices[choice]], page },
    { keepPrevious: true },
  );
  return (
    <Dialog
      title={`交给${peer.name}的改动`}
      width={980}
      footer={null}
      onCancel={onClose}
      styles={{ body: { maxHeight: '70vh', overflow: 'auto' } }}
    >
      <div className="desk-rows">
        <Segmented<SavesChoice>
          aria-label="状态"
          value={choice}
          onChange={(next) => {
            setChoice(next);
            setPage(1);
          }}
          options={(Object.keys(choices) as SavesChoice[]).map((key) => ({
            value: key,
            label: choiceLabels[key],
          }))}
        />
        <SmallTable
          label="本方的改动"
          columns={columns}
          rowKey={(row) => row.opId}
          rows={found.data?.saves}
          error={found.error}
          onRetry={() => void found.refetch()}
          empty={<EmptyState title="没有这样的改动" />}
        />
        {found.data && found.data.total > found.data.pageSize ? (
          <Pagination
            size="small"
            align="end"
            current={page}
            pageSize={found.data.pageSize}
            total={found.data.total}
            showSizeChanger={false}
            onChange={setPage}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
