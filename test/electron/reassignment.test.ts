import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportBundle, joinDesks, joinedTown, openForImport, takeIn } from '../../build/joined-desks.ts';
import { type BenchDesk, benchNowMs } from '../../build/bench/desk.ts';
import { gatherDossierPaper } from '../../electron/dossier-paper.ts';
import { addDays, localDate } from '../../shared/clock.ts';
import type { InputOf } from '../../shared/contract.ts';
import { closeAfterTest } from '../support/cleanup.ts';
import { temporaryFolder } from '../support/database.ts';

async function joined(enterprises: number) {
  const folder = temporaryFolder();
  const desks = await joinDesks(folder, { enterprises });
  closeAfterTest(() => desks.close());
  let bundles = 0;
  const send = async (from: BenchDesk, to: BenchDesk): Promise<string> => {
    bundles += 1;
    const path = join(folder, `${bundles}.drcb`);
    await exportBundle(from, path);
    await takeIn(to, path);
    return path;
  };
  return { ...desks, send };
}

async function list(desk: BenchDesk) {
  const found = await desk.call('reassignment.list', {});
  // What the ledger asks before it offers the list.
  expect(await desk.call('reassignment.count', {})).toEqual({ count: found.length });
  return found;
}

/** Everywhere that the town of an enterprise is named at this desk. */
async function expectNamed(desk: BenchDesk, id: string, townName: string): Promise<void> {
  const dossier = await desk.call('enterprise.get', { id });
  const asked = { filter: { text: dossier.name }, sort: { key: 'name', order: 'asc' }, offset: 0, limit: 5 };
  const rows = await desk.call('enterprise.list', asked as InputOf<'enterprise.list'>);
  const hits = await desk.call('search.query', { text: dossier.name });
  const { db, identity } = desk.desk();
  const paper = gatherDossierPaper(db, id, { identity, nowMs: benchNowMs });
  expect([dossier.townName, rows.map((row) => row.townName), hits.map(({ detail }) => detail)]).toEqual([
    townName,
    [townName],
    [townName],
  ]);
  expect(JSON.stringify(paper.profile)).toContain(townName);
}

it('tells both sides how far a reassignment has come, from the decision to the clearing', async () => {
  const { city, town, enterprises, send } = await joined(2);
  const [id = '', other = ''] = enterprises;
  await send(town, city);
  const first = await send(city, town);
  expect(await list(city)).toEqual([]);
  expect(await list(town)).toEqual([]);
  const towns = await city.call('town.list', {});
  const next = towns.find((candidate) => candidate.id !== joinedTown.id);

  await city.call('enterprise.assign', { ids: [id], townId: next?.id ?? '' });
  const [decided] = await list(city);
  expect(decided).toMatchObject({
    enterpriseId: id,
    enterpriseName: '如皋示例机械第1有限公司',
    fromTown: joinedTown.name,
    toTown: next?.name,
    standing: 'unsent',
    late: 0,
  });
  // Written before the town heard of it.
  await town.call('enterprise.update', { id, changes: { address: '镇里最后写的' }, seen: {} });
  await send(city, town);
  expect(await list(city)).toMatchObject([{ standing: 'sent' }]);
  expect(await list(town)).toMatchObject([{ enterpriseId: id, toTown: next?.name, standing: 'kept' }]);
  const { editable, handedOver } = await town.call('enterprise.get', { id });
  expect({ editable, handedOver }).toEqual({
    editable: false,
    handedOver: { toTown: next?.name, onDate: decided?.onDate },
  });
  expect((await town.call('enterprise.get', { id: other })).handedOver).toBeNull();
  const named = await town.call('enterprise.names', { ids: [id, other] });
  expect(named.map((each) => each.editable)).toEqual([false, true]);
  const refused = { code: 'enterprise.handed-over', details: { town: next?.name } };
  const link = {
    personId: 'p404',
    kind: 'town-leader',
    fromDate: '2026-11-01',
    toDate: '',
    note: '',
  } as const;
  await expect(town.call('link.create', { enterpriseId: id, fields: link })).rejects.toMatchObject(refused);
  await expectNamed(town, id, next?.name ?? '');
  await expectNamed(town, other, joinedTown.name);

  await send(town, city);
  expect(await list(city)).toMatchObject([{ standing: 'received', late: 1 }]);
  // What came too late is not answered: here alone the officer would still find it.
  await send(city, town);
  expect(await list(town)).toMatchObject([{ enterpriseId: id, standing: 'kept' }]);

  const [suggested] = await city.call('suggestion.list', { answered: false });
  if (!suggested) throw new Error('what came too late is no suggestion');
  await city.call('suggestion.accept', { items: [{ opId: suggested.opId, seen: suggested.seen }] });
  expect(await list(city)).toMatchObject([{ late: 0 }]);
  // Having told the city once more what it still keeps, it may clear it.
  await send(town, city);
  const path = join(temporaryFolder(), '清除.drcb');
  await exportBundle(city, path);
  // Begun before the reassignment was heard of, and never saved.
  const draft = { values: { findings: '现场检查已写的一段', enterpriseId: id }, seen: null };
  await town.call('draft.put', { key: `filing:new:${id}`, value: draft });
  expect((await openForImport(town, path)).clearing).toEqual(['如皋示例机械第1有限公司']);
  await takeIn(town, path);
  expect(await list(town)).toMatchObject([{ enterpriseId: id, standing: 'cleared' }]);
  await expect(town.call('enterprise.get', { id })).rejects.toThrow('record.not-found');
  expect(await town.call('draft.list', { prefix: '' })).toMatchObject([
    { about: '如皋示例机械第1有限公司', left: { label: '新建报备', text: '检查情况：现场检查已写的一段' } },
  ]);
  // An old stick brings nothing back.
  await takeIn(town, first);
  await expect(town.call('enterprise.get', { id })).rejects.toThrow('record.not-found');
  expect(await list(town)).toMatchObject([{ enterpriseId: id, standing: 'cleared' }]);

  // Given back, the laptop goes on behind the numbers it wrote before it cleared them.
  await city.call('enterprise.assign', { ids: [id], townId: joinedTown.id });
  await send(city, town);
  const { heads } = await town.call('enterprise.get', { id });
  await town.call('enterprise.update', { id, changes: { note: '又归本镇' }, seen: heads });
  await send(town, city);
  expect((await city.call('enterprise.get', { id })).note).toBe('又归本镇');
  expect(await list(city)).toMatchObject([
    { fromTown: next?.name, toTown: joinedTown.name, standing: 'nobody' },
  ]);
});

it('asks nobody to call on what went to another town, nor tells of it in the pack of a meeting', async () => {
  const { city, town, enterprises, send } = await joined(2);
  const [id = '', other = ''] = enterprises;
  await send(town, city);
  await send(city, town);
  const mayor = {
    name: '钱镇长',
    post: '镇长',
    unit: '',
    category: 'town-leader',
    inOfficeFrom: '',
    inOfficeTo: '',
    phone: '',
  } as const;
  const { id: personId } = await town.call('person.create', { fields: mayor });
  for (const enterpriseId of [id, other])
    await town.call('link.create', {
      enterpriseId,
      fields: { personId, kind: 'town-leader', fromDate: '2020-01-01', toDate: '', note: '' },
    });
  const problem = { title: '货车限行', detail: '', category: 'logistics', raisedOn: '2026-01-05' } as const;
  for (const enterpriseId of [id, other])
    await town.call('problem.create', {
      enterpriseId,
      fields: { ...problem, source: 'call', raisedBy: '', phone: '' },
    });
  const month = localDate(benchNowMs).slice(0, 7);
  const year = { fromDate: `${month.slice(0, 4)}-01-01`, toDate: `${month.slice(0, 4)}-12-31` };
  const told = async () => {
    const [duty] = (await town.call('visit.board', { month })).leaders;
    const pack = await town.call('meeting.pack', { month });
    const count = (key: string): number => pack.find((group) => group.key === key)?.items.length ?? -1;
    return {
      linked: duty?.linked,
      of: (await town.call('visit.boardOf', { month, personId })).length,
      among: (await town.call('visit.statistics', year)).total.among,
      missing: (await town.call('visit.statistics', year)).leaders.map((leader) => leader.missing),
      unvisited: (await town.call('visit.due', {})).unvisited,
      problems: count('problems'),
    };
  };
  expect(await told()).toEqual({ linked: 2, of: 2, among: 2, missing: [2], unvisited: 2, problems: 2 });
  const next = (await city.call('town.list', {})).find((candidate) => candidate.id !== joinedTown.id);
  await city.call('enterprise.assign', { ids: [id], townId: next?.id ?? '' });
  await send(city, town);
  expect(await told()).toEqual({ linked: 1, of: 1, among: 1, missing: [1], unvisited: 1, problems: 1 });
});

it('no longer lists an enterprise that was given back, and calls one that was taken back so', async () => {
  const { city, town, enterprises, send } = await joined(2);
  const [id = '', other = ''] = enterprises;
  await send(town, city);
  await send(city, town);
  await city.call('enterprise.assign', { ids: [id, other], townId: '' });
  expect(await list(city)).toMatchObject([{ toTown: '' }, { toTown: '' }]);
  await send(city, town);
  expect(await town.call('enterprise.get', { id })).toMatchObject({ handedOver: { toTown: '' } });
  await city.call('enterprise.assign', { ids: [id], townId: joinedTown.id });
  expect(await list(city)).toMatchObject([{ enterpriseId: other }]);
  await send(city, town);
  expect(await list(town)).toMatchObject([{ enterpriseId: other }]);
  expect((await town.call('enterprise.get', { id })).handedOver).toBeNull();
});

it('tells a town that was invited and has not joined from one that nobody asked', async () => {
  const { city, enterprises } = await joined(2);
  const [id = '', other = ''] = enterprises;
  const [next, third] = (await city.call('town.list', {})).filter((found) => found.id !== joinedTown.id);
  await city.call('enterprise.assign', { ids: [id], townId: next?.id ?? '' });
  await city.call('enterprise.assign', { ids: [other], townId: next?.id ?? '' });
  await city.call('enterprise.assign', { ids: [other], townId: third?.id ?? '' });
  const standings = (await list(city)).map(({ fromTown, standing }) => [fromTown, standing]);
  expect(new Map(standings as [string, string][])).toEqual(
    new Map([
      [joinedTown.name, 'invited'],
      [next?.name ?? '', 'nobody'],
    ]),
  );
});

it('puts nothing before a town that it cannot see to any more, while it still has the records', async () => {
  const { city, town, enterprises, send } = await joined(2);
  const [id = '', other = ''] = enterprises;
  await send(town, city);
  await send(city, town);
  const today = localDate(benchNowMs);
  const before = addDays(today, -30);
  const leader = { personId: '', name: '钱镇长', post: '镇长' };
  for (const enterpriseId of [id, other]) {
    const visit = { visitedOn: before, leader, participants: [], hosts: '', purpose: '', said: '', note: '' };
    const problems = [{ title: '招工难', detail: '', category: 'labour' as const }];
    const promises = [{ what: '协调用电', who: '', dueDate: today }];
    await town.call('visit.save', { enterpriseId, fields: visit, promises, problems });
    await town.call('visit.plan', { enterpriseIds: [enterpriseId], leader, plannedOn: today, purpose: '' });
  }
  const due = async () => {
    const { planned, plannedTotal, promises, promiseTotal } = await town.call('visit.due', {});
    const { rows, total, overdue } = await town.call('problem.due', {});
    const of = new Set([...planned, ...promises, ...rows].map(({ enterpriseId }) => enterpriseId));
    return { of, counts: [plannedTotal, promiseTotal, total, overdue] };
  };
  expect(await due()).toEqual({ of: new Set([id, other]), counts: [2, 2, 2, 2] });
  const next = (await city.call('town.list', {})).find((candidate) => candidate.id !== joinedTown.id);
  await city.call('enterprise.assign', { ids: [id], townId: next?.id ?? '' });
  await send(city, town);
  expect(await due()).toEqual({ of: new Set([other]), counts: [1, 1, 1, 1] });
});
