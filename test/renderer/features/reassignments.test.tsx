// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Reassignments } from '../../../renderer/features/enterprise/Reassignments.tsx';
import { Ledger } from '../../../renderer/ledger.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';

it('is reached from the ledger once something was reassigned, and says that nobody waits for a notice there', async () => {
  const desk = openTestDesk({ side: 'city' });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id } = await desk.call('enterprise.create', { profile });
  const [from, to] = await desk.call('town.list', {});
  if (!from || !to) throw new Error('the desk knows no towns');
  await desk.call('enterprise.assign', { ids: [id], townId: from.id });
  expect(await desk.call('reassignment.list', {})).toEqual([]);
  await desk.call('enterprise.assign', { ids: [id], townId: to.id });
  const screen = await openScreen(desk, '/enterprises', [
    { path: '/enterprises', element: <Ledger /> },
    { path: '/enterprises/reassigned', element: <Reassignments /> },
  ]);
  await screen.clickButton('改派记录');
  await screen.until(() => screen.container.textContent.includes('原镇区未邀请加入'));
  for (const text of [profile.name, from.name, to.name]) expect(screen.container.textContent).toContain(text);
});
