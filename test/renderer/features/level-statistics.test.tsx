// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { LevelStatistics } from '../../../renderer/features/enterprise/LevelStatistics.tsx';
import { openTestDesk } from '../../support/desk.ts';
import { filingLedger } from '../../support/filing-ledger.ts';
import { openScreen } from '../desk-screen.tsx';

const path = '/enterprises/levels';
const routes = [{ path, element: <LevelStatistics /> }];

it('shows each level with its enterprises, to be exported, and says where the figures come from while there are none', async () => {
  const empty = await openScreen(openTestDesk({ side: 'town' }), path, routes);
  await empty.until(() => empty.container.textContent.includes('还没有在库企业、称号和申报计划'));
  await empty.close();
  const { desk } = await filingLedger();
  const screen = await openScreen(desk, path, routes);
  await screen.until(() => screen.container.textContent.includes('国家专精特新“小巨人”企业'));
  expect(screen.container.textContent).toContain('2026 年计划申报');
  expect((await screen.button('导出 Excel')).getAttribute('aria-label')).toBe('导出 Excel：按培育层级');
});
