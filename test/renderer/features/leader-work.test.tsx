// @vitest-environment happy-dom
/** 挂钩工作 on a leader's page and on his own laptop: a promise is kept in place and taken back, and nothing jumps about. */
import { expect, it } from 'vitest';
import { MinePage } from '../../../renderer/features/visit/MinePage.tsx';
import { LeaderPage } from '../../../renderer/person.tsx';
import { addDays, localDate } from '../../../shared/clock.ts';
import type { TestDesk } from '../../support/desk.ts';
import { handOver, handOverTo, joinAs, openCityDesk } from '../../support/joined.ts';
import { addLeader, linkTo } from '../../support/leaders.ts';
import { write } from '../../support/two-desks.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

const today = localDate(Date.now());

async function office() {
  const desk = await openCityDesk();
  desk.setNow(Date.now());
  write(desk, 'e1', { name: '甲重工有限公司', townId: 't06' });
  write(desk, 'e2', { name: '乙电力有限公司', townId: 't06' });
  const personId = await addLeader(desk, '周市长', 'city-leader');
  await linkTo(desk, 'e1', personId, 'city-leader');
  await linkTo(desk, 'e2', personId, 'city-leader');
  await desk.call('visit.save', {
    enterpriseId: 'e2',
    fields: {
      visitedOn: addDays(today, -20),
      leader: { personId, name: '周市长', post: '副市长' },
      participants: [],
      hosts: '',
      purpose: '',
      said: '',
      note: '',
    },
    promises: [{ what: '协调用地', who: '市自然资源局', dueDate: addDays(today, -2) }],
    problems: [{ title: '招工难', detail: '', category: 'labour' }],
  });
  return { desk, personId };
}

const routes = [
  { path: '/people/:personId', element: <LeaderPage /> },
  { path: '/mine', element: <MinePage /> },
];
const text = (): string => document.body.textContent;
const names = (): (string | null | undefined)[] =>
  [...document.querySelectorAll('.desk-work-name > a')].map((link) => link.textContent);
const box = (): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>('[aria-label="已兑现：协调用地"]');
  if (!found) throw new Error(`no promise: ${text()}`);
  return found;
};

it('lists the overdue enterprise first, keeps a promise in place, and lets a wrong tick be taken back', async () => {
  const { desk, personId } = await office();
  const screen = await openScreen(desk, `/people/${personId}?section=work`, routes);
  await screen.until(() => names().length === 2);
  expect(names()).toEqual(['乙电力有限公司', '甲重工有限公司']);
  expect(text()).toContain('逾期承诺 1 项');
  await click(box());
  await screen.until(() => box().checked && !box().disabled);
  const left = async (): Promise<number> =>
    (await desk.call('leader.work', { personId })).enterprises.flatMap(({ promises }) => promises).length;
  expect(await left()).toBe(0);
  // Nothing is overdue any more, and the enterprise stays where it was.
  expect(names()).toEqual(['乙电力有限公司', '甲重工有限公司']);
  await click(box());
  await screen.until(() => !box().checked && !box().disabled);
  expect(await left()).toBe(1);
});

it('shows what another leader promised there, and who it was', async () => {
  const { desk, personId } = await office();
  const other = await addLeader(desk, '吴市长', 'city-leader');
  const facts = { participants: [], hosts: '', purpose: '', said: '', note: '' };
  await desk.call('visit.save', {
    enterpriseId: 'e1',
    fields: { visitedOn: today, leader: { personId: other, name: '吴市长', post: '副市长' }, ...facts },
    promises: [{ what: '协调用电', who: '', dueDate: '' }],
    problems: [],
  });
  const screen = await openScreen(desk, `/people/${personId}?section=work`, routes);
  await screen.until(() => text().includes('其他领导的承诺'));
  expect(text()).toContain('吴市长承诺');
});

it('offers at each enterprise the sheet and the form of a visit, and writes down the one that was planned', async () => {
  const { desk, personId } = await office();
  const leader = { personId, name: '周市长', post: '副市长' };
  const { ids } = await desk.call('visit.plan', {
    enterpriseIds: ['e1'],
    leader,
    plannedOn: today,
    purpose: '',
  });
  const screen = await openScreen(desk, `/people/${personId}?section=work`, routes);
  await screen.until(() => names().length === 2);
  const button = (label: string): HTMLElement => {
    const found = document.querySelector<HTMLElement>(`[aria-label="${label}"]`);
    if (!found) throw new Error(`no ${label}`);
    return found;
  };
  await click(button('记录走访：甲重工有限公司'));
  await screen.until(() => screen.path() === `/visits/${ids[0]}/edit`);
  await screen.back();
  await screen.until(() => names().length === 2);
  await click(button('记录走访：乙电力有限公司'));
  await screen.until(() => screen.path() === '/visits/new?enterprise=e2');
});

it('is the screen of a leader’s own laptop, and teaches before anything has come', async () => {
  const { desk, personId } = await office();
  const laptop: TestDesk = await joinAs(desk, { kind: 'leader', personId }, '周市长');
  const first = await openScreen(laptop, '/mine', routes);
  await first.until(() => text().includes('还没有挂钩企业'));
  await first.close();
  await handOver(laptop, desk);
  await handOverTo(desk, laptop, { side: 'city', townId: '', leaderId: personId });
  const screen = await openScreen(laptop, '/mine', routes);
  await screen.until(() => names().length === 2);
  expect(text()).toContain('周市长（副市长）　挂钩联系 2 家');
  expect(document.querySelector('.desk-page-large')).not.toBeNull();
  await screen.until(() => text().includes('招工难'));
});
