// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { leaveDraftsOf } from '../../../db/draft.ts';
import { transact } from '../../../db/sql.ts';
import { TodayPage } from '../../../renderer/features/today/TodayPage.tsx';
import { dependsOn } from '../../../renderer/queries.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { open } from '../../support/two-desks.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';

it('shows on 今日待办 what was typed about an enterprise that has left, to be read and copied', async () => {
  const desk = openTestDesk({ side: 'town' });
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '南通思瑞' } });
  const value = { values: { findings: '已写的一段' }, seen: null };
  await desk.call('draft.put', { key: `filing:new:${id}`, value });
  const { topics } = transact(open(desk).db, (db) => leaveDraftsOf(db, id));
  // A list that is on the screen asks again.
  expect(dependsOn('draft.list', topics)).toBe(true);
  const screen = await openScreen(desk, '/', [{ path: '/', element: <TodayPage /> }]);
  await screen.until(() => screen.container.textContent.includes('企业已移交'));
  expect(screen.container.textContent).not.toContain('继续填写');
  await screen.clickButton('查看、复制：新建报备');
  const text = (): HTMLTextAreaElement | null => document.querySelector('.ant-modal textarea');
  await screen.until(() => text() !== null);
  expect(document.querySelector('.ant-modal')?.textContent).toContain('新建报备　南通思瑞');
  expect(text()?.value).toBe('检查情况：已写的一段');
  expect(text()?.readOnly).toBe(true);
});
