// @vitest-environment happy-dom
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AuditPanel } from '../../../../renderer/features/session/AuditPanel.tsx';
import { temporaryFolder } from '../../../support/database.ts';
import { openCityDesk } from '../../../support/joined.ts';
import { addLeader } from '../../../support/leaders.ts';
import { openScreen } from '../../desk-screen.tsx';

it('says whose laptop was invited: the leader, not only his office', async () => {
  const city = await openCityDesk();
  const personId = await addLeader(city, '周市长', 'city-leader');
  for (const guest of [
    { kind: 'leader', personId },
    { kind: 'town', townId: 't06' },
  ] as const) {
    city.dialogAnswers.push(join(temporaryFolder(), '邀请.drci'));
    await city.call('invitation.create', { for: guest });
  }
  const screen = await openScreen(city, '/', [{ path: '/', element: <AuditPanel /> }]);
  await screen.until(() => screen.container.textContent.includes('对方：市领导 周市长'));
  expect(screen.container.textContent).toContain('镇区：白蒲镇');
});
