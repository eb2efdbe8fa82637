import { expect, it } from 'vitest';
import { filingLedger } from '../support/filing-ledger.ts';

it('counts the enterprises of every level today, and what the year’s plans are for', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const before = await desk.call('enterprise.levels', {});
  expect(before).toEqual({
    year: 2026,
    years: [2026],
    levels: [{ key: 'national-little-giant', held: 1, gained: 0, planned: 0 }],
  });
  const title = { certificateNumber: '', grantedOn: '2026-03-01', validUntil: '', note: '' };
  await desk.call('title.create', {
    enterpriseId,
    fields: { ...title, level: 'national-champion-enterprise' },
  });
  await desk.call('plan.create', {
    enterpriseId,
    fields: { year: 2026, level: 'national-champion-product', source: '' },
  });
  await desk.call('plan.create', {
    enterpriseId,
    fields: { year: 2025, level: 'provincial-product', source: '' },
  });
  await desk.call('enterprise.setPool', { ids: [enterpriseId], member: true, date: '2026-01-05' });
  expect((await desk.call('enterprise.levels', {})).levels).toEqual([
    { key: 'city-pool', held: 1, gained: 0, planned: 0 },
    { key: 'national-little-giant', held: 1, gained: 0, planned: 0 },
    { key: 'national-champion-enterprise', held: 1, gained: 1, planned: 0 },
    { key: 'national-champion-product', held: 0, gained: 0, planned: 1 },
  ]);
  const last = await desk.call('enterprise.levels', { year: 2025 });
  expect(last).toMatchObject({ year: 2025, years: [2026, 2025] });
  expect(last.levels.filter(({ planned }) => planned > 0)).toEqual([
    { key: 'provincial-product', held: 0, gained: 0, planned: 1 },
  ]);
  await desk.call('enterprise.remove', { id: enterpriseId });
  expect((await desk.call('enterprise.levels', {})).levels).toEqual([]);
});

it('begins with the last year that has plans where none are made for the one that runs', async () => {
  const { desk, enterpriseId } = await filingLedger();
  for (const year of [2022, 2023])
    await desk.call('plan.create', {
      enterpriseId,
      fields: { year, level: 'provincial-product', source: '' },
    });
  expect(await desk.call('enterprise.levels', {})).toMatchObject({ year: 2023, years: [2026, 2023, 2022] });
});
