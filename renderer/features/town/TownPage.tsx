import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Town } from '../../../shared/town/contract.ts';
import { useCommand } from '../../commands.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { useHoldsCityKey } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { useConfirm } from '../../ui/ConfirmAction.tsx';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { MoreMenu } from '../../ui/MoreMenu.tsx';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { DevicePanel, InvitationPanel } from './Laptops.tsx';
import { TownDialog } from './TownDialog.tsx';

/** One town: its names, its laptops, its invitations. */
export function TownPage(): ReactNode {
  const { townId = '' } = useParams();
  const navigate = useNavigate();
  const towns = useCall('town.list', {});
  const holdsKey = useHoldsCityKey();
  const devices = useCall('device.list', {});
  const isOfTown = (one: { readonly townId: string }): boolean => one.townId === townId;
  const laptops = devices.data?.filter(isOfTown).length;
  const remove = useCommand('town.remove', {
    doneText: '已删除',
    onDone: () => void navigate('/towns', { replace: true }),
  });
  const town = towns.data?.find(({ id }) => id === townId);
  const askRemove = useConfirm({
    title: `删除${town?.name ?? ''}？`,
    explanation: '它不再出现在镇区列表里，变更记录会保留。有企业或已登记电脑的镇区不能删除。',
    confirmLabel: '删除',
    danger: true,
    onConfirm: () => remove.mutateAsync({ id: townId }).then(() => undefined),
  });
  if (towns.error) return <ErrorNotice error={towns.error} onRetry={() => void towns.refetch()} />;
  if (!towns.data) return null;
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
                <MoreMenu items={[{ key: 'remove', label: '删除', danger: true, onClick: askRemove }]} />
              ) : null}
              <TownDialog town={town}>修改名称</TownDialog>
              {holdsKey ? (
                <Button type="primary" onClick={() => void navigate(`/towns/invite?town=${town.id}`)}>
                  {laptops ? '再加一台电脑' : '制作邀请文件'}
                </Button>
              ) : null}
            </>
          }
        />
      }
    >
      <DraftHint keys={[`town:${townId}`]} />
      <Facts town={town} />
      <DevicePanel of={isOfTown} />
      <InvitationPanel of={isOfTown} />
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

/** For a town that compares it in person while it joins. */
function CityFingerprint(): ReactNode {
  const info = useCall('session.info', {});
  if (!info.data) return null;
  return (
    <Panel title="市级识别码">
      <p className="desk-gate-text">
        镇区加入时屏幕上显示的市级识别码应当与它一致；当面核对可扫二维码，电话核对请逐组念。
      </p>
      <Fingerprint value={info.data.cityFingerprint} />
    </Panel>
  );
}
