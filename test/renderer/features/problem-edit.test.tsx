// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { ProblemEdit } from '../../../renderer/features/problem/ProblemEdit.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { testNowMs } from '../../support/database.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';

beforeEach(() => {
  vi.setSystemTime(testNowMs);
  return () => void vi.useRealTimers();
});

it('says beside the deadline that it lies before the day the problem was raised, and names a like problem', async () => {
  const desk = openTestDesk({ side: 'town' });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
  const fields = { detail: '', category: 'labour', source: 'call', raisedBy: '', phone: '' } as const;
  await desk.call('problem.create', {
    enterpriseId,
    fields: { ...fields, title: '一线操作工招工难', raisedOn: '2026-11-20' },
  });
  const typed = { title: '招工难：操作工不足', category: 'labour', hostDueOn: '2026-11-20' };
  const key = `problem:new:${enterpriseId}`;
  await desk.call('draft.put', { key, value: { values: typed, seen: {} } });
  const path = `/problems/new?enterprise=${enterpriseId}`;
  const screen = await openScreen(desk, path, [{ path: '/problems/new', element: <ProblemEdit /> }]);
  await screen.until(() => screen.container.textContent.includes('该企业已有相近的在办问题'));
  await screen.clickButton('保存');
  await screen.until(() => screen.container.textContent.includes('办理期限早于提出日期'));
  expect((await desk.call('problem.list', { filter: {}, offset: 0, limit: 10 })).total).toBe(1);
});
