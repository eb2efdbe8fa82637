// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Reassignments } from '../../../renderer/features/enterprise/Reassignments.tsx';
import { Ledger } from '../../../renderer/ledger.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk } from '../../support/desk.ts';
import { cityAndTown, down, up, write } from '../../support/two-desks.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

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

it('leads from what came late to its answers', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  await city.call('enterprise.assign', { ids: ['e1'], townId: 't01' });
  write(town, 'e1', { name: '迟到的新名字有限公司' });
  await up(town, city);
  const screen = await openScreen(city, '/enterprises/reassigned', [
    { path: '/enterprises/reassigned', element: <Reassignments /> },
  ]);
  await screen.until(() => screen.container.textContent.includes('1 条待答复'));
  await click(screen.find('a[href="/suggestions?enterprise=e1"]'));
  expect(screen.path()).toBe('/suggestions?enterprise=e1');
});
