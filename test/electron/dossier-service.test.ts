/** 走访服务 and 问题诉求 on the printed 一企一册. */
import { expect, it } from 'vitest';
import { gatherDossierPaper } from '../../electron/dossier-paper.ts';
import { openDesk } from '../../electron/services.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import type { TestDesk } from '../support/desk.ts';
import { filingLedger } from '../support/filing-ledger.ts';
import { handOver, handOverTo, joinAs, openCityDesk } from '../support/joined.ts';
import { addLeader, linkTo } from '../support/leaders.ts';
import { answer, assignTo, problemFields } from '../support/problem.ts';
import { write } from '../support/two-desks.ts';

const leader = { personId: 'leader-1', name: '李四', post: '副市长' };
const fields = {
  visitedOn: '2026-11-20',
  leader,
  participants: [],
  hosts: '',
  purpose: '',
  note: '只供内部',
};

const nowMs = startOfDayMs('2026-11-24') + 9 * 3_600_000;

async function ledger() {
  const { desk, enterpriseId } = await filingLedger();
  desk.setNow(nowMs);
  return { desk, enterpriseId };
}

function sections({ services }: Pick<TestDesk, 'services'>, enterpriseId: string) {
  const { db, identity } = openDesk(services);
  const paper = gatherDossierPaper(db, enterpriseId, { identity, nowMs });
  return (title: string) => paper.sections.find((section) => section.title === title);
}

const plan = (desk: Pick<TestDesk, 'call'>, enterpriseId: string, plannedOn: string, purpose = '') =>
  desk.call('visit.plan', { enterpriseIds: [enterpriseId], leader, plannedOn, purpose });

it('lists every visit, the latest first, with what was said and what became of the promises', async () => {
  const { desk, enterpriseId } = await ledger();
  const { id } = await desk.call('visit.save', {
    enterpriseId,
    fields: { ...fields, said: '订单饱满。\n用工紧张。' },
    promises: [
      { what: '协调招聘会', who: '市人社局', dueDate: '2026-11-23' },
      { what: '上门讲解政策', who: '', dueDate: '' },
      { what: '送政策汇编', who: '市工信局', dueDate: '2026-12-10' },
    ],
    problems: [],
  });
  const kept = (await desk.call('visit.get', { id })).promises.find(({ what }) => what === '上门讲解政策');
  await desk.call('promise.complete', { id: kept?.id ?? '', done: true, doneOn: '2026-11-22', note: '' });
  await desk.call('visit.save', {
    enterpriseId,
    fields: { ...fields, visitedOn: '2026-11-10', said: '忙'.repeat(121) },
    promises: [],
    problems: [],
  });
  await plan(desk, enterpriseId, '2026-11-30', '看二期厂房');
  await plan(desk, enterpriseId, '2026-11-23');
  const { ids } = await plan(desk, enterpriseId, '2026-11-12');
  await desk.call('visit.cancel', { id: ids[0] ?? '', reason: '企业停产检修' });
  expect(sections(desk, enterpriseId)('走访服务')?.rows).toEqual([
    ['2026-11-30', '李四\n副市长', '计划走访', '走访事由：看二期厂房', ''],
    ['2026-11-23', '李四\n副市长', '待记录', '', ''],
    [
      '2026-11-20',
      '李四\n副市长',
      '已走访',
      '订单饱满。 用工紧张。',
      '1．协调招聘会（市人社局，11月23日前，未兑现，已逾期）\n2．上门讲解政策（11月22日已兑现）\n3．送政策汇编（市工信局，12月10日前，未兑现）',
    ],
    ['2026-11-12', '李四\n副市长', '已取消', '取消原因：企业停产检修', ''],
    ['2026-11-10', '李四\n副市长', '已走访', `${'忙'.repeat(120)}……`, ''],
  ]);
  expect((await desk.call('enterprise.paperPreview', { id: enterpriseId })).html).not.toContain('只供内部');
});

it('lists every problem, the latest raised first, with who deals with it and where it stands', async () => {
  const { desk, enterpriseId } = await ledger();
  const raise = async (title: string, raisedOn: string) =>
    (await desk.call('problem.create', { enterpriseId, fields: { ...problemFields, title, raisedOn } })).id;
  const lasting = await raise('招工难', '2026-11-20');
  const late = await raise('货车限行', '2026-09-01');
  const merged = await raise('缺操作工', '2026-11-19');
  const explained = await raise('电价高', '2026-11-18');
  await desk.call('problem.step', { id: lasting, step: assignTo('市人社局') });
  await desk.call('problem.step', { id: lasting, step: answer });
  await desk.call('problem.merge', { id: merged, intoId: lasting });
  await desk.call('problem.step', {
    id: explained,
    step: { kind: 'explain', on: '2026-11-24', by: '', text: '按国家规定执行' },
  });
  const due = async (id: string) => (await desk.call('problem.get', { id })).hostDueOn;
  expect(sections(desk, enterpriseId)('问题诉求')?.rows).toEqual([
    ['2026-11-20', '招工难', '用工人才', '市人社局', await due(lasting), '已答复'],
    ['2026-11-19', '缺操作工', '用工人才', '', '', '已并案'],
    ['2026-11-18', '电价高', '用工人才', '', await due(explained), '解释说明后关闭\n2026-11-24'],
    ['2026-09-01', '货车限行', '用工人才', '', `${await due(late)}\n已逾期`, '已受理'],
  ]);
});

it('says how many there are besides the latest, and that there are none', async () => {
  const { desk, enterpriseId } = await ledger();
  const { html } = await desk.call('enterprise.paperPreview', { id: enterpriseId });
  const text = html.replace(/<style>[\s\S]*?<\/style>|<[^>]*>/g, '');
  expect(text).toMatch(/六、走访服务\s*无。\s*七、问题诉求\s*无。/);
  for (let at = 0; at < 201; at += 1) await plan(desk, enterpriseId, '2026-11-30');
  const visits = sections(desk, enterpriseId)('走访服务');
  expect(visits).toMatchObject({ total: 201, note: '这里列出最近 200 次，另有 1 次。' });
  expect(visits?.rows).toHaveLength(200);
});

it('prints at a leader’s laptop what its own screen lists', async () => {
  const city = await openCityDesk();
  write(city, 'e1', { name: '甲重工有限公司', townId: 't06' });
  const personId = await addLeader(city, '钱镇长', 'town-leader');
  await linkTo(city, 'e1', personId, 'town-leader');
  await plan(city, 'e1', '2026-11-30');
  await city.call('problem.create', { enterpriseId: 'e1', fields: problemFields });
  const own = await joinAs(city, { kind: 'leader', personId }, '钱镇长');
  await handOver(own, city);
  await handOverTo(city, own, { side: 'city', townId: '', leaderId: personId });
  const ask = { filter: { enterpriseId: 'e1' }, offset: 0, limit: 200 };
  const visits = (await own.call('visit.list', ask)).rows;
  const problems = (await own.call('problem.list', ask)).rows;
  const printed = sections(own, 'e1');
  expect(printed('走访服务')?.rows.map(([day]) => day)).toEqual(visits.map(({ timing }) => timing.plannedOn));
  expect(printed('问题诉求')?.rows.map(([, title]) => title)).toEqual(problems.map(({ title }) => title));
  expect([visits.length, problems.length]).toEqual([1, 1]);
});
