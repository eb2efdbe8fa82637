import { Button, Table } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { DeviceView } from '../../../shared/device/contract.ts';
import type { InvitationView } from '../../../shared/invitation/contract.ts';
import type { Town } from '../../../shared/town/contract.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { DateText } from '../../ui/DateText.tsx';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { TownDialog } from './TownDialog.tsx';

/** One town: its names, its laptops, its invitations. */
export function TownPage(): ReactNode {
  const { townId = '' } = useParams();
  const navigate = useNavigate();
  const towns = useCall('town.list', {});
  const devices = useCall('device.list', {});
  const laptops = devices.data?.filter((device) => device.townId === townId).length;
  const remove = useCommand('town.remove', {
    doneText: '已删除',
    onDone: () => void navigate('/towns', { replace: true }),
  });
  if (towns.error) return <ErrorNotice error={towns.error} onRetry={() => void towns.refetch()} />;
  if (!towns.data) return null;
  const town = towns.data.find(({ id }) => id === townId);
  if (!town) return <EmptyState title="没有这个镇区" explanation="可能已被删除，请返回列表。" />;
  return (
    <Page
      header={
        <PageHeader
          back={{ to: '/towns', label: '镇区与设备' }}
          title={town.name}
          subtitle={town.alias}
          actions={
            <>
              {town.enterprises === 0 && laptops === 0 ? (
                <ConfirmAction
                  title={`删除${town.name}？`}
                  explanation="它不再出现在镇区列表里，变更记录会保留。有企业或已登记电脑的镇区不能删除。"
                  confirmLabel="删除"
                  danger
                  onConfirm={() => remove.mutateAsync({ id: town.id }).then(() => undefined)}
                >
                  删除
                </ConfirmAction>
              ) : null}
              <TownDialog town={town}>修改名称</TownDialog>
              <Button type="primary" onClick={() => void navigate(`/towns/invite?town=${town.id}`)}>
                {laptops ? '再加一台电脑' : '制作邀请文件'}
              </Button>
            </>
          }
        />
      }
    >
      <Facts town={town} />
      <Devices townId={town.id} />
      <Invitations townId={town.id} />
      <CityFingerprint />
    </Page>
  );
}

function Facts({ town }: { readonly town: Town }): ReactNode {
  return (
    <Panel>
      <DescriptionGrid
        columns={3}
        facts={[
          { label: '名称', value: town.name },
          { label: '对应园区', value: town.alias || '无' },
          { label: '分派企业', value: `${town.enterprises} 家` },
        ]}
      />
    </Panel>
  );
}

const deviceStates = {
  self: { tone: 'info', text: '本机' },
  waiting: { tone: 'warn', text: '等待确认' },
  confirmed: { tone: 'good', text: '已登记' },
  revoked: { tone: 'bad', text: '已停用' },
} as const;

/** For a town that compares it in person while it joins. */
function CityFingerprint(): ReactNode {
  const info = useCall('session.info', {});
  if (!info.data) return null;
  return (
    <Panel title="市级识别码">
      <p className="desk-gate-text">
        镇区加入时屏幕上显示的识别码应当与它一致；当面核对可扫二维码，电话核对请逐组念。
      </p>
      <Fingerprint value={info.data.cityFingerprint} />
    </Panel>
  );
}

function Devices({ townId }: { readonly townId: string }): ReactNode {
  const devices = useCall('device.list', {});
  const revoke = useCommand('device.revoke', { doneText: '已停用' });
  const reinstate = useCommand('device.reinstate', { doneText: '已恢复使用' });
  const here = devices.data?.filter((device) => device.townId === townId) ?? [];
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
          { title: '经办人', dataIndex: 'officer', width: 120 },
          { title: '电脑', dataIndex: 'name', width: 180 },
          {
            title: '状态',
            width: 110,
            render: (_, { state }) => (
              <StatusTag tone={deviceStates[state].tone}>{deviceStates[state].text}</StatusTag>
            ),
          },
          {
            title: '识别码',
            render: (_, device) => <span className="desk-fingerprint">{device.fingerprint}</span>,
          },
          { title: '登记时间', width: 150, render: (_, device) => <DateText atMs={device.addedAtMs} /> },
          {
            title: '',
            width: 110,
            align: 'right',
            render: (_, device) =>
              device.state === 'revoked' ? (
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

function Invitations({ townId }: { readonly townId: string }): ReactNode {
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
        dataSource={invitations.data?.filter((made) => made.townId === townId) ?? []}
        pagination={false}
        locale={{ emptyText: '还没有制作过邀请文件' }}
        columns={[
          { title: '制作时间', width: 170, render: (_, made) => <DateText atMs={made.createdAtMs} /> },
          { title: '有效期至', width: 170, render: (_, made) => <DateText atMs={made.expiresAtMs} /> },
          {
            title: '状态',
            width: 120,
            render: (_, { state }) => (
              <StatusTag tone={invitationStates[state].tone}>{invitationStates[state].text}</StatusTag>
            ),
          },
          { title: '加入的电脑', dataIndex: 'deviceName' },
          {
            title: '',
            width: 110,
            align: 'right',
            render: (_, made) =>
              made.state === 'used' ? null : (
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
              ),
          },
        ]}
      />
    </Panel>
  );
}
