// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { VisitList } from '../../../renderer/features/visit/VisitList.tsx';
import { addDays, localDate } from '../../../shared/clock.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

it('lists the last year and what is planned, and all of it at a click', async () => {
  const desk = openTestDesk({ side: 'town' });
  desk.setNow(Date.now());
  const today = localDate(Date.now());
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
  const leader = { personId: '', name: '赵六', post: '镇长' };
  const fields = { leader, participants: [], hosts: '', purpose: '', note: '' };
  for (const [said, ago] of [
    ['上月的走访', 30],
    ['多年前的走访', 900],
  ] as const)
    await desk.call('visit.save', {
      enterpriseId,
      fields: { ...fields, visitedOn: addDays(today, -ago), said },
      promises: [],
      problems: [],
    });
  const plan = { leader, plannedOn: addDays(today, 400), purpose: '后年的计划' };
  await desk.call('visit.plan', { enterpriseIds: [enterpriseId], ...plan });
  const screen = await openScreen(desk, '/visits', [{ path: '/visits', element: <VisitList /> }]);
  await screen.until(() => screen.container.textContent.includes('上月的走访'));
  expect(screen.container.textContent).toContain('后年的计划');
  expect(screen.container.textContent).not.toContain('多年前的走访');
  await click(screen.find('input[type="radio"]:not(:checked)'));
  await screen.until(() => screen.container.textContent.includes('多年前的走访'));
});
