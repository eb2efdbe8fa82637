/** What the towns are told of a bulletin that the city's laptops do not agree on. */
import { expect, it } from 'vitest';
import { handOver, handOverTo, joinAs } from '../support/joined.ts';
import { problemFields } from '../support/problem.ts';
import { cityAndTown, down } from '../support/two-desks.ts';

it('lists no wording of a draft among the conflicts of a town, which cannot decide of it', async () => {
  const { city, town } = await cityAndTown();
  const second = await joinAs(city, { kind: 'city' }, '孙经办');
  await handOver(second, city);
  await city.call('problem.create', { enterpriseId: 'e1', fields: problemFields });
  const { figures } = await city.call('bulletin.figures', { quarter: '2026-Q4' });
  const fields = {
    quarter: '2026-Q4',
    issue: 1,
    title: '季度信息通报',
    unit: '市发改委',
    issuedOn: '',
    highlights: [],
    closing: '初稿',
    recipients: '',
    figures,
  };
  const { id } = await city.call('bulletin.save', { fields });
  await handOverTo(city, second, { side: 'city', townId: '' });
  await city.call('bulletin.save', { id, fields: { ...fields, closing: '内部草稿' } });
  await second.call('bulletin.issue', { id });
  await handOver(second, city);
  await down(city, town);
  expect(await city.call('conflict.list', {})).toMatchObject([{ entityType: 'bulletin', field: 'closing' }]);
  expect((await town.call('bulletin.get', { id })).closing).toBe('初稿');
  expect(await town.call('conflict.list', {})).toEqual([]);
  expect(await town.call('conflict.count', {})).toEqual({ count: 0 });
});
