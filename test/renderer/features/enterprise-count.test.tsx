// @vitest-environment happy-dom
/** The ledger's footer while rows have come that are not counted yet. */
import { expect, it } from 'vitest';
import { EnterpriseList } from '../../../renderer/features/enterprise/EnterpriseList.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';

it('never counts fewer than it shows, and lets the export wait for the count', async () => {
  const desk = openTestDesk({ side: 'city' });
  let release = (): void => undefined;
  const counted = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isHeld = false;
  const slow = {
    ...desk,
    reply: async (...[name, input]: Parameters<typeof desk.reply>) => {
      const reply = await desk.reply(name, input);
      if (isHeld && name === 'enterprise.count') await counted;
      return reply;
    },
  };
  const screen = await openScreen(slow, '/enterprises', [
    { path: '/enterprises', element: <EnterpriseList selectionActions={[]} /> },
  ]);
  const text = (): string => screen.container.textContent;
  await screen.until(() => text().includes('台账还是空的'));
  isHeld = true;
  await window.desk.call('enterprise.create', {
    profile: { ...emptyProfile, name: '南通思瑞机器制造有限公司' },
  });
  await screen.until(() => text().includes('南通思瑞机器制造有限公司'));
  expect(text()).toContain('正在计数…');
  expect(text()).not.toContain('共 0 条');
  expect((await screen.button('导出 Excel')).hasAttribute('disabled')).toBe(true);
  release();
  await screen.until(() => text().includes('共 1 条'));
  expect((await screen.button('导出 Excel')).hasAttribute('disabled')).toBe(false);
});
