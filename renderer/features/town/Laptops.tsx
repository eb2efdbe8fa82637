/** Laptops that the city vouches for, and the invitations to become one. */
import { Button, Table } from 'antd';
import type { ReactNode } from 'react';
import { localDate } from '../../../shared/clock.ts';
import type { DeviceView } from '../../../shared/device/contract.ts';
import type { InvitationView } from '../../../shared/invitation/contract.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { DateText } from '../../ui/DateText.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { ShowJoinCode } from './JoinCode.tsx';

/** Which of them. */
interface Chosen<One> {
  readonly of: (one: One) => boolean;
}

const deviceStates = {
  self: { tone: 'info', text: '本机' },
  waiting: { tone: 'warn', text: '等待确认' },
  confirmed: { tone: 'good', text: '已登记' },
  revoked: { tone: 'bad', text: '已停用' },
} as const;

/** 登记的电脑 of a town, or of the city and its leaders. */
export function DevicePanel({ of }: Chosen<DeviceView>): ReactNode {
  const devices = useCall('device.list', {});
  const revoke = useCommand('device.revoke', { doneText: '已停用' });
  const reinstate = useCommand('device.reinstate', { doneText: '已恢复使用' });
  const here = devices.data?.filter(of) ?? [];
  return (
    <Panel title="登记的电脑">
      {devices.error ? <ErrorNotice error={devices.error} onRetry={() => void devices.refetch()} /> : null}
      <Table<DeviceView>
        size="small"
        rowKey="id"
        loading={devices.data === undefined}
        dataSource={here}
        pagination={false}
        locale={{ emptyText: '还没有电脑加入；收到第一个数据包时在“数据交换”中核对并确认' }}
        columns={[
          {
            title: '使用人',
            width: 200,
            render: (_, { officer, leaderName }) =>
              leaderName === '' ? (
                officer
              ) : (
                <span className="desk-cell-tags">
                  {officer}
                  <StatusTag tone="info">挂钩领导</StatusTag>
                </span>
              ),
          },
          { title: '电脑', dataIndex: 'name', width: 180 },
          {
            title: '状态',
            width: 110,
            render: (_, { state }) => (
              <StatusTag tone={deviceStates[state].tone}>{deviceStates[state].text}</StatusTag>
            ),
          },
          {
            title: '电脑识别码',
            render: (_, device) => <span className="desk-fingerprint">{device.fingerprint}</span>,
          },
          { title: '登记时间', width: 150, render: (_, device) => <DateText atMs={device.addedAtMs} /> },
          {
            title: '登记有效期至',
            width: 120,
            render: (_, { validToMs, state }) =>
              validToMs === null || state === 'revoked' ? (
                <span className="desk-none">—</span>
              ) : (
                <DateText date={localDate(validToMs)} />
              ),
          },
          {
            title: '',
            width: 110,
            align: 'right',
            render: (_, device) =>
              device.state === 'self' ? null : device.state === 'revoked' ? (
                <Button size="small" onClick={() => reinstate.mutate({ id: device.id })}>
                  恢复使用
                </Button>
              ) : (
                <ConfirmAction
                  title={`停用${device.officer}的这台电脑？`}
                  explanation="丢失或调离时使用。今后不再接收它的数据包，也不再发给它；以前交来的内容不受影响，可以恢复使用。"
                  confirmLabel="停用"
                  danger
                  onConfirm={() => revoke.mutateAsync({ id: device.id }).then(() => undefined)}
                  button={{ size: 'small', disabled: device.state !== 'confirmed' }}
                >
                  停用
                </ConfirmAction>
              ),
          },
        ]}
      />
      {here.some(({ validToMs }) => validToMs !== null) ? (
        <p className="desk-panel-note">
          登记有效期两年。到期前半年内，有签发密钥的那台市级电脑下一次导出时自动换发，对方导入后有效期即延长，不用另办；过期也不影响收发。
        </p>
      ) : null}
      {here
        .filter(({ forked }) => forked > 0)
        .map(({ id, officer, name, forked }) => (
          <p key={id} className="desk-panel-note">
            {`${officer}的“${name}”在 ${forked} 册里交来过同一编号的两份记录（放回过备份，或一个工作台用在两台电脑上），两份都已收下，没有丢失。`}
          </p>
        ))}
    </Panel>
  );
}

const invitationStates = {
  open: { tone: 'info', text: '等待加入' },
  used: { tone: 'good', text: '已加入' },
  expired: { tone: 'warn', text: '已过期' },
} as const;

/** 邀请 that were made for them. */
export function InvitationPanel({ of }: Chosen<InvitationView>): ReactNode {
  const invitations = useCall('invitation.list', {});
  const withdraw = useCommand('invitation.withdraw', { doneText: '已作废' });
  return (
    <Panel title="邀请">
      {invitations.error ? (
        <ErrorNotice error={invitations.error} onRetry={() => void invitations.refetch()} />
      ) : null}
      <Table<InvitationView>
        size="small"
        rowKey="id"
        loading={invitations.data === undefined}
        dataSource={invitations.data?.filter(of) ?? []}
        pagination={false}
        locale={{ emptyText: '还没有制作过邀请文件' }}
        columns={[
          {
            title: '给谁用',
            width: 150,
            render: (_, { townName, leaderName }) =>
              leaderName === '' ? (
                `${townName}经办人`
              ) : (
                <span className="desk-cell-tags">
                  {leaderName}
                  <StatusTag tone="info">挂钩领导</StatusTag>
                </span>
              ),
          },
          { title: '邀请文件', dataIndex: 'fileName' },
          { title: '制作时间', width: 150, render: (_, made) => <DateText atMs={made.createdAtMs} /> },
          {
            title: '有效期至',
            width: 110,
            render: (_, made) => <DateText date={localDate(made.expiresAtMs)} />,
          },
          {
            title: '状态',
            width: 100,
            render: (_, { state }) => (
              <StatusTag tone={invitationStates[state].tone}>{invitationStates[state].text}</StatusTag>
            ),
          },
          {
            title: '加入的电脑',
            width: 160,
            render: (_, { officer, deviceName }) => [officer, deviceName].filter(Boolean).join('　'),
          },
          {
            title: '',
            width: 190,
            align: 'right',
            render: (_, made) =>
              made.state === 'used' ? null : (
                <span className="desk-row-actions">
                  {made.state === 'open' ? <ShowJoinCode invitationId={made.id} /> : null}
                  <ConfirmAction
                    title="作废这份邀请？"
                    explanation="邀请文件丢失或送错单位时使用。之后用它加入的电脑不会被接收，需要重新制作。"
                    confirmLabel="作废"
                    danger
                    onConfirm={() => withdraw.mutateAsync({ id: made.id }).then(() => undefined)}
                    button={{ size: 'small' }}
                  >
                    作废
                  </ConfirmAction>
                </span>
              ),
          },
        ]}
      />
    </Panel>
  );
}
