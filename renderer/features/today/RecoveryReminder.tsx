/** At the city, until it is made: nobody looks for the recovery key on the day the laptop is gone. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';

export function RecoveryReminder(): ReactNode {
  const { side, isLeader } = useOwnDesk();
  const recovery = useCall('recovery.get', {}, { enabled: side === 'city' && !isLeader });
  // Only the laptop with the city's key makes one.
  if (!recovery.data?.canMake || recovery.data.key !== null) return null;
  return (
    <p className="desk-today-note">
      <StatusTag tone="warn">还没有恢复密钥</StatusTag> 这台电脑一旦丢失，各镇区都要重新邀请加入。
      <Link to="/settings">去制作</Link>
    </p>
  );
}
