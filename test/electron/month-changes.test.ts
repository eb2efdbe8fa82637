import { expect, it } from 'vitest';
import type { TestDesk } from '../support/desk.ts';
import { cityAndTown, down, month, preview, up, write } from '../support/two-desks.ts';

const pool = { member: true, enteredOn: '2026-11-01', leftOn: '' } as const;
const propose = (town: TestDesk, enteredOn: string) =>
  town.call('suggestion.propose', {
    entityType: 'enterprise',
    enterpriseId: 'e1',
    fields: { pool: { ...pool, enteredOn } },
    seen: {},
  });
const recordsAt = async (city: TestDesk) =>
  (await city.call('month.changes', { month })).flatMap(({ records }) =>
    records.map(({ standing, saves, fields }) => ({
      standing,
      saves,
      fields: fields.map(({ label }) => label),
    })),
  );

it('tells what only waits for an answer apart from what is in force', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  await town.call('enterprise.update', { id: 'e1', changes: { address: '白蒲镇工业路 1 号' }, seen: {} });
  await propose(town, '2026-11-01');
  await up(town, city);
  const inForce = { standing: 'applied', saves: 1, fields: ['地址'] };
  expect(await recordsAt(city)).toEqual([inForce, { standing: 'waiting', saves: 1, fields: ['市培育库'] }]);
  const [waiting] = await city.call('suggestion.list', {});
  const { opId = '', seen = {} } = waiting ?? {};
  await city.call('suggestion.accept', { items: [{ opId, seen }] });
  expect(await recordsAt(city)).toEqual([{ standing: 'applied', saves: 2, fields: ['地址', '市培育库'] }]);
});

it('leaves out what was declined and what was taken back: it has changed nothing', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  await propose(town, '2026-11-01');
  await up(town, city);
  const [declined] = await city.call('suggestion.list', {});
  await city.call('suggestion.decline', { opIds: [declined?.opId ?? ''], reason: '已在库' });
  await down(city, town);
  await propose(town, '2026-11-02');
  const [taken] = await town.call('suggestion.list', {});
  await town.call('suggestion.withdraw', { opId: taken?.opId ?? '' });
  await up(town, city);
  const fields = (await recordsAt(city)).flatMap((record) => record.fields);
  expect(fields).not.toContain('市培育库');
});

it('marks what stands against another value, and counts the save once', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  write(city, 'e1', { address: '市里记的地址' });
  await town.call('enterprise.update', {
    id: 'e1',
    changes: { address: '镇里记的地址', contactName: '吴二' },
    seen: {},
  });
  await up(town, city);
  expect(await recordsAt(city)).toEqual([
    { standing: 'applied', saves: 1, fields: ['联系人'] },
    { standing: 'disputed', saves: 0, fields: ['地址'] },
  ]);
});

it('points to the month whose hand-over came in its place, and counts it there alone', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  await town.call('enterprise.update', { id: 'e1', changes: { address: '白蒲镇工业路 1 号' }, seen: {} });
  const path = `${town.folder}/十月.drcb`;
  town.dialogAnswers.push(path);
  await town.call('exchange.export', { to: { side: 'city', townId: '' }, month: '2026-10' });
  const { token } = await preview(city, path);
  const confirmed = await city.call('exchange.confirmDevice', { token });
  await city.call('exchange.import', { token: confirmed.token });
  const rowOf = async (of: string) =>
    (await city.call('month.board', { month: of })).towns.find(({ townId }) => townId === 't06');
  expect(await rowOf(month)).toMatchObject({
    handIn: 'open',
    inAtMs: null,
    bundles: 0,
    otherMonth: '2026-10',
  });
  expect(await rowOf('2026-10')).toMatchObject({ handIn: 'in', bundles: 1, otherMonth: '' });
  expect(await rowOf('2026-12')).toMatchObject({ otherMonth: '' });
});

it('counts a hand-over that a wrong clock dated years off in the month in which it was received', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  await town.call('enterprise.update', { id: 'e1', changes: { address: '白蒲镇工业路 1 号' }, seen: {} });
  const path = `${town.folder}/前年.drcb`;
  town.dialogAnswers.push(path);
  await town.call('exchange.export', { to: { side: 'city', townId: '' }, month: '2024-11' });
  const rowOf = async (of: string) =>
    (await city.call('month.board', { month: of })).towns.find(({ townId }) => townId === 't06');
  const { token } = await preview(city, path);
  expect(await rowOf(month)).toMatchObject({ handIn: 'waiting', waiting: 1 });
  const confirmed = await city.call('exchange.confirmDevice', { token });
  await city.call('exchange.import', { token: confirmed.token });
  expect(await rowOf(month)).toMatchObject({ handIn: 'in', bundles: 1, otherMonth: '' });
  expect(await rowOf('2024-11')).toMatchObject({ inAtMs: null, bundles: 0 });
  expect(await recordsAt(city)).toEqual([{ standing: 'applied', saves: 1, fields: ['地址'] }]);
  expect(await city.call('month.changes', { month: '2024-11' })).toEqual([]);
});

it('says what stood before the month and what stands after it, however often it was written', async () => {
  const { city, town } = await cityAndTown();
  write(city, 'e1', { address: '旧址' });
  await down(city, town);
  for (const address of ['临时地址', '白蒲镇工业路 1 号']) {
    const { heads } = await town.call('enterprise.get', { id: 'e1' });
    await town.call('enterprise.update', { id: 'e1', changes: { address }, seen: heads });
  }
  await propose(town, '2026-11-01');
  await up(town, city);
  const address = { label: '地址', before: '旧址', after: '白蒲镇工业路 1 号' };
  const pool = { label: '市培育库', before: '', after: '2026-11-01 入库' };
  const told = async () =>
    (await city.call('month.changes', { month })).flatMap(({ records }) =>
      records.flatMap(({ fields }) => fields),
    );
  expect(await told()).toEqual([address, pool]);
  const [waiting] = await city.call('suggestion.list', {});
  const { opId = '', seen = {} } = waiting ?? {};
  await city.call('suggestion.accept', { items: [{ opId, seen }] });
  expect(await told()).toEqual([address, pool]);
});
