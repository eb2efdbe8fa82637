import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { DeviceView } from '../../../shared/device/contract.ts';
import type { Town } from '../../../shared/town/contract.ts';
import { type Joining, joiningOf, joiningTones } from '../../../shared/town/joining.ts';
import { LocalTable } from '../../local-table.tsx';
import { DraftHint } from '../../draft-hint.tsx';
import { useHoldsCityKey } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { TownDialog } from './TownDialog.tsx';

interface Row extends Town {
  readonly devices: readonly DeviceView[];
  readonly joining: Joining;
}

const columns: readonly DataColumn<Row>[] = [
  {
    key: 'name',
    title: '镇（区、街道）',
    width: 160,
    value: (row) => row.name,
    sortable: true,
    always: true,
  },
  { key: 'alias', title: '对应园区', width: 150, value: (row) => row.alias },
  {
    key: 'enterprises',
    title: '分派企业',
    width: 110,
    value: (row) => row.enterprises,
    sortable: true,
  },
  {
    key: 'joining',
    title: '加入情况',
    width: 130,
    value: (row) => row.joining,
    render: (row) => <StatusTag tone={joiningTones[row.joining]}>{row.joining}</StatusTag>,
    filter: ['已加入', '已邀请', '邀请已过期', '未邀请'].map((label) => ({ value: label, label })),
  },
  {
    key: 'devices',
    title: '登记的电脑',
    width: 260,
    grow: true,
    value: (row) => row.devices.map((device) => `${device.officer}（${device.name}）`).join('、'),
  },
];

/** 镇区与设备: who takes part, with which laptops, and who is still to be invited. */
export function TownList(): ReactNode {
  const navigate = useNavigate();
  const towns = useCall('town.list', {});
  const devices = useCall('device.list', {});
  const invitations = useCall('invitation.list', {});
  const holdsKey = useHoldsCityKey();
  const all =
    towns.data && devices.data && invitations.data
      ? towns.data.map((town): Row => {
          const laptops = (devices.data ?? []).filter(
            (device) => device.townId === town.id && device.leaderId === '' && device.state !== 'revoked',
          );
          // Latest first.
          const invitation = invitations.data?.find(
            (made) => made.townId === town.id && made.leaderId === '' && made.state !== 'used',
          );
          const joining = joiningOf(laptops.length > 0, invitation?.state, holdsKey);
          return { ...town, devices: laptops, joining };
        })
      : undefined;
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          title="镇区与设备"
          subtitle="邀请镇区和挂钩领导加入，核对登记的电脑"
          actions={
            <>
              <Button onClick={() => void navigate('/towns/city')}>市级电脑</Button>
              <TownDialog>新增镇区</TownDialog>
              {holdsKey ? (
                <Button type="primary" onClick={() => void navigate('/towns/invite')}>
                  制作邀请文件
                </Button>
              ) : null}
            </>
          }
        />
      }
    >
      <DraftHint keys={['town:new']} />
      <LocalTable
        tableId="towns"
        label="镇区与设备"
        columns={columns}
        rowKey={(row) => row.id}
        list={{
          data: all,
          isFetching: towns.isFetching,
          error: towns.error ?? devices.error ?? invitations.error,
          refetch: () => Promise.all([towns.refetch(), devices.refetch(), invitations.refetch()]),
        }}
        onOpen={(row) => void navigate(`/towns/${row.id}`)}
        searchPlaceholder="镇区、园区、经办人"
        empty={<EmptyState title="没有镇区" explanation="请新增镇（区、街道）。" />}
      />
    </Page>
  );
}
