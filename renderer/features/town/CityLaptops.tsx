/** 市级电脑: the city's own laptops and its leaders', at /towns/city. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useCall } from '../../queries.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { DevicePanel, InvitationPanel } from './Laptops.tsx';

export function CityLaptops(): ReactNode {
  const navigate = useNavigate();
  const info = useCall('session.info', {});
  const isOfCity = ({ side }: { readonly side: string }): boolean => side === 'city';
  return (
    <Page
      header={
        <PageHeader
          back={{ to: '/towns', label: '镇区与设备' }}
          title="市级电脑"
          subtitle="市发改委的各台电脑，市领导的电脑"
          actions={
            info.data?.holdsCityKey ? (
              <Button type="primary" onClick={() => void navigate('/towns/invite?city')}>
                再加一台电脑
              </Button>
            ) : null
          }
        />
      }
    >
      <DevicePanel of={isOfCity} />
      <p className="desk-gate-text">
        电脑丢失时请停用：各镇区从下一个数据包起不再接收它，也不再发给它。它写过、本机已经收到的内容照样有效，本机还没有收到的会暂存待定，所以请先收齐各镇区的完整数据包。停用不能收回那台电脑里已有的数据，那些数据由它的口令加密保护；口令可能泄露的，请按泄密事件报告。
      </p>
      <InvitationPanel of={isOfCity} />
    </Page>
  );
}
