import type { ReactNode } from 'react';
import { localDate } from '../../../shared/clock.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';

/** 市级电脑: shown once there was more than one, which is after the desk was rebuilt. */
export function CityLaptopsPanel(): ReactNode {
  const devices = useCall('device.list', {});
  const revoke = useCommand('device.revoke', { doneText: '已停用，随下次数据包告知各镇区' });
  const reinstate = useCommand('device.reinstate', { doneText: '已恢复使用' });
  const others = (devices.data ?? []).filter(({ side, state }) => side === 'city' && state !== 'self');
  if (others.length === 0) return null;
  return (
    <Panel title="市级的其他电脑">
      <p className="desk-gate-text">
        原来的电脑丢失时请停用：各镇区从下一个数据包起不再接收它，也不再发给它。它写过、本机已经收到的内容照样有效，本机还没有收到的会暂存待定，所以请先收齐各镇区的完整数据包。停用不能收回那台电脑里已有的数据，那些数据由它的口令加密保护；口令可能泄露的，请按泄密事件报告。
      </p>
      <ul className="desk-plain-list desk-mentions">
        {others.map((device) => (
          <li key={device.id}>
            {`${device.officer}（${device.name}），${localDate(device.addedAtMs)}登记 `}
            <StatusTag tone={device.state === 'revoked' ? 'bad' : 'good'}>
              {device.state === 'revoked' ? '已停用' : '使用中'}
            </StatusTag>{' '}
            {device.state === 'revoked' ? (
              <ConfirmAction
                title="恢复使用这台电脑？"
                explanation="各镇区从下一个数据包起重新接收它交来的内容。"
                confirmLabel="恢复使用"
                onConfirm={() => reinstate.mutateAsync({ id: device.id }).then(() => undefined)}
                button={{ size: 'small' }}
              >
                恢复使用
              </ConfirmAction>
            ) : (
              <ConfirmAction
                title="停用这台电脑？"
                explanation="请确认各镇区重建后的第一个完整数据包都已导入。停用后可以恢复使用。"
                confirmLabel="停用"
                danger
                onConfirm={() => revoke.mutateAsync({ id: device.id }).then(() => undefined)}
                button={{ size: 'small' }}
              >
                停用
              </ConfirmAction>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
