// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { EnterpriseDossier } from '../../renderer/dossier.tsx';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { openTestDesk } from '../support/desk.ts';
import { openScreen } from './desk-screen.tsx';

const sections = [
  '基本情况',
  '级别与称号',
  '申报计划',
  '挂钩联系',
  '检查处置报备',
  '走访服务',
  '问题诉求',
  '年历',
  '会议',
  '附件',
  '变更记录',
];

it('has all its sections, and from its filings a new one is begun', async () => {
  const desk = openTestDesk({ side: 'city' });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id } = await desk.call('enterprise.create', { profile });
  const screen = await openScreen(desk, `/enterprises/${id}`, [
    { path: '/enterprises/:enterpriseId', element: <EnterpriseDossier /> },
  ]);
  const tabs = (): readonly string[] =>
    [...screen.container.querySelectorAll('[role="tab"]')].map((tab) => tab.textContent ?? '');
  await screen.until(() => tabs().length > 0);
  expect(tabs().map((label) => label.replace(/ \d+$/, ''))).toEqual(sections);
  for (const section of sections) {
    await screen.clickButton(section);
    await screen.until(() => screen.path().startsWith(`/enterprises/${id}`));
    expect(screen.container.querySelector('[role="tabpanel"]')?.textContent).not.toBe('');
  }
  await screen.clickButton('检查处置报备');
  await screen.clickButton('新建报备');
  await screen.until(() => screen.path() === `/filings/new?enterprise=${id}`);
});
