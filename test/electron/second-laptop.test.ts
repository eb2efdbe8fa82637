/** Two laptops of one town and the city: each gets the other's work, through the city or directly. */
import { expect, it } from 'vitest';
import { handOver, joinTown, openCityDesk } from '../support/joined.ts';
import type { TestDesk } from '../support/desk.ts';
import { write } from '../support/two-desks.ts';

const namesAt = async (desk: TestDesk): Promise<ReadonlySet<string>> =>
  new Set((await desk.call('search.query', { text: '有限公司' })).map(({ title }) => title));
const peersOf = async (desk: TestDesk): Promise<string[]> =>
  (await desk.call('exchange.peers', {})).map(({ name }) => name);

it('gives both laptops of a town each other’s work, through the city and directly, and no other town’s', async () => {
  const city = await openCityDesk();
  write(city, 'e1', { name: '甲重工有限公司', townId: 't06' });
  write(city, 'e2', { name: '别镇电力有限公司', townId: 't01' });
  const first = await joinTown(city);
  const second = await joinTown(city);
  expect(await peersOf(first)).toEqual(['市发改委']);
  await handOver(first, city);
  await handOver(second, city);
  write(second, 'e7', { name: '乙新材料有限公司' });
  await handOver(city, first, 't06');
  await handOver(city, second, 't06');
  expect(await peersOf(first)).toEqual(['市发改委', '本镇区其他电脑']);

  // Directly: a find the city has not seen goes along.
  await handOver(second, first, 't06');
  expect(await namesAt(first)).toEqual(new Set(['甲重工有限公司', '乙新材料有限公司']));
  write(first, 'e1', { name: '甲重工装备有限公司' });
  await handOver(first, second, 't06');
  expect(await namesAt(second)).toEqual(new Set(['甲重工装备有限公司', '乙新材料有限公司']));

  // Through the city: what the first hands in, the second finds in its next bundle.
  write(first, 'e1', { name: '甲重工智造有限公司' });
  await handOver(first, city);
  await handOver(city, second, 't06');
  expect(await namesAt(second)).toContain('甲重工智造有限公司');
  expect(await namesAt(second)).not.toContain('别镇电力有限公司');
  expect(await second.call('conflict.list', {})).toEqual([]);
  const partners = (await first.call('exchange.history', {})).map(({ peer }) => peer.name);
  expect(new Set(partners)).toEqual(new Set(['市发改委', '本镇区其他电脑']));
});

it('refuses a bundle of the town itself for a desk of another town', async () => {
  const city = await openCityDesk();
  const [first, second, other] = [await joinTown(city), await joinTown(city), await joinTown(city, 't01')];
  await handOver(first, city);
  await handOver(second, city);
  await handOver(city, first, 't06');
  await expect(handOver(first, other, 't06')).rejects.toMatchObject({ code: 'bundle.not-for-us' });
});
