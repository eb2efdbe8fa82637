// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { listNotices, putNotice } from '../../../../db/notice.ts';
import { transact } from '../../../../db/sql.ts';
import { NoticeBar } from '../../../../renderer/features/notice/NoticeBar.tsx';
import { testNowMs } from '../../../support/database.ts';
import { openTestDesk } from '../../../support/desk.ts';
import { openScreen } from '../../desk-screen.tsx';

it('says each notice in a sentence until it was read, one said twice only once', async () => {
  const desk = openTestDesk();
  const open = desk.services.desk.current();
  if (!open) throw new Error('closed');
  transact(open.db, (db) => {
    putNotice(db, 'rolled-back', {}, testNowMs);
    putNotice(db, 'own-returned', { count: 3 }, testNowMs);
    putNotice(db, 'rolled-back', {}, testNowMs + 60_000);
  });
  const screen = await openScreen(desk, '/', [{ path: '/', element: <NoticeBar /> }]);
  const lines = (): (string | null)[] =>
    [...screen.container.querySelectorAll('li')].map((line) => line.textContent);
  await screen.until(() => lines().length === 2);
  expect(lines()[0]).toContain('带回了 3 条本机写过');
  expect(lines()[1]).toContain('2026-11-24 10:01');
  await screen.clickButton('知道了');
  await screen.until(() => lines().length === 1);
  expect(listNotices(open.db)).toMatchObject([{ kind: 'rolled-back' }]);
  await screen.clickButton('知道了');
  await screen.until(() => screen.container.textContent === '');
});
