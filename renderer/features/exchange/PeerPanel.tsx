/** 交换对象: whom bundles are exchanged with, those who take part first, and how far each is. */
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import type { ExchangePeer } from '../../../shared/exchange/contract.ts';
import type { InvitationView } from '../../../shared/invitation/contract.ts';
import { type Joining, joiningOf, joiningTones } from '../../../shared/town/joining.ts';
import { useHoldsCityKey, useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Page.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { peerKey } from '../../../shared/exchange/peer-id.ts';
import { SavesDialog, type SavesChoice } from './SavesDialog.tsx';

interface PeerPanelProps {
  readonly peers: readonly ExchangePeer[] | undefined;
  readonly onExport: (peer: ExchangePeer) => void;
}

export function PeerPanel({ peers, onExport }: PeerPanelProps): ReactNode {
  const [saves, setSaves] = useState<{ peer: ExchangePeer; first: SavesChoice } | null>(null);
  const { side, isLeader } = useOwnDesk();
  const isCity = side === 'city' && !isLeader;
  const holdsKey = useHoldsCityKey();
  const invitations = useCall('invitation.list', {}, { enabled: isCity });
  /** The latest one for it. */
  const invitationOf = (peer: ExchangePeer): InvitationView['state'] | undefined =>
    invitations.data?.find((made) => peerKey(made) === peerKey(peer))?.state;
  // The city is there from the start: whoever joined, joined it.
  const stateOf = (peer: ExchangePeer): Joining =>
    joiningOf(peer.hasLaptop || (!isCity && peerKey(peer) === 'city'), invitationOf(peer), holdsKey);
  /** A number that opens the saves it counts; nothing waits for a town that never took part. */
  const count = (peer: ExchangePeer, first: 'unsent' | 'awaiting', label: string): ReactNode =>
    isStranger(peer) ? (
      <span className="desk-none">—</span>
    ) : (
      <Button
        type="link"
        size="small"
        aria-label={`${label} ${peer[first]} 条，查看`}
        onClick={() => setSaves({ peer, first })}
      >
        {peer[first]}
      </Button>
    );
  const columns: readonly DataColumn<ExchangePeer>[] = [
    { key: 'name', title: '对方', width: 140, grow: true, value: (row) => row.name, always: true },
    {
      key: 'state',
      title: '状态',
      width: 170,
      render: (row) => <StatusTag tone={joiningTones[stateOf(row)]}>{stateOf(row)}</StatusTag>,
    },
    { key: 'lastIn', title: '最近导入', width: 220, value: (row) => moment(row.lastInMonth, row.lastInAtMs) },
    {
      key: 'lastOut',
      title: '最近导出',
      width: 220,
      value: (row) => moment(row.lastOutMonth, row.lastOutAtMs),
    },
    {
      key: 'unsent',
      title: '待导出',
      width: 90,
      align: 'right',
      render: (row) => count(row, 'unsent', '待导出'),
    },
    {
      key: 'awaiting',
      title: '待回执',
      width: 90,
      align: 'right',
      render: (row) => count(row, 'awaiting', '已导出待回执'),
    },
    {
      key: 'send',
      title: '操作',
      width: 120,
      render: (row) =>
        row.reachable ? (
          <Button type="link" size="small" onClick={() => onExport(row)}>
            导出
          </Button>
        ) : !holdsKey ? null : invitationOf(row) === 'open' ? (
          <Link to={`/towns/${row.townId}`}>查看邀请</Link>
        ) : (
          <Link to={`/towns/invite?town=${row.townId}`}>制作邀请文件</Link>
        ),
    },
  ];
  return (
    <Panel title="交换对象">
      <SmallTable
        label="交换对象"
        columns={columns}
        rowKey={peerKey}
        rows={peers?.toSorted((a, b) => Number(isStranger(a)) - Number(isStranger(b)))}
        empty={<EmptyState title="还没有交换对象" />}
      />
      {saves ? <SavesDialog {...saves} onClose={() => setSaves(null)} /> : null}
    </Panel>
  );
}

function isStranger({ reachable, lastInAtMs, lastOutAtMs }: ExchangePeer): boolean {
  return !reachable && lastInAtMs === null && lastOutAtMs === null;
}

function moment(month: string, atMs: number | null): string {
  return atMs === null ? '' : `${month}（${localDateTime(atMs)}）`;
}
