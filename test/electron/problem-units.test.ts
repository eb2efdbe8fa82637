import { expect, it } from 'vitest';
import { assign, assignTo, problemFields as fields } from '../support/problem.ts';
import { cityAndTown, down, up } from '../support/two-desks.ts';

it('a problem that the city was asked about is shown with the town’s units until the city gives it to another', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  const { id } = await town.call('problem.create', { enterpriseId: 'e1', fields });
  const bare = await town.call('problem.create', { enterpriseId: 'e1', fields });
  await town.call('problem.step', { id, step: assign });
  const reason = '涉及市级部门';
  for (const asked of [id, bare.id]) await town.call('problem.escalate', { id: asked, reason });
  await up(town, city);
  const units = async (of: string) => {
    const { host, helpers, helperDueOn } = await city.call('problem.get', { id: of });
    const { rows } = await city.call('problem.list', {
      filter: { hosts: [host] },
      offset: 0,
      limit: 10,
    });
    const row = rows.find((listed) => listed.id === of);
    expect(row).toMatchObject({ host, helpers });
    return [host, helpers.join('、'), helperDueOn];
  };
  expect(await units(id)).toEqual(['市人社局', '市教育局', '2026-11-27']);
  expect(await units(bare.id)).toEqual(['市发改委', '', '']);
  const period = { fromDate: '2026-01-01', toDate: '2026-12-31' };
  const hosts = async () =>
    (await city.call('problem.statistics', period)).hosts.map(({ label }) => label).toSorted();
  expect(await hosts()).toEqual(['市人社局', '市发改委']);
  await city.call('problem.step', { id, step: { kind: 'accept', on: '2026-11-24', by: '', text: '' } });
  expect(await units(id)).toEqual(['市人社局', '市教育局', '2026-11-27']);
  expect(await hosts()).toEqual(['市人社局', '市发改委']);
  await city.call('problem.step', { id, step: assignTo('市商务局') });
  expect(await units(id)).toEqual(['市商务局', '', '']);
  expect(await hosts()).toEqual(['市发改委', '市商务局'].toSorted());
});

it('what the city wrote down itself is given to nobody until it is given to somebody', async () => {
  const { city } = await cityAndTown();
  const { id } = await city.call('problem.create', { enterpriseId: 'e1', fields });
  expect(await city.call('problem.get', { id })).toMatchObject({ level: 'city', host: '' });
});
