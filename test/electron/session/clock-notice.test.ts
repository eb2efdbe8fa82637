import { expect, it } from 'vitest';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { testNowMs } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { joinedPassphrase as passphrase, openCityDesk } from '../../support/joined.ts';

const thatYear = Date.parse('2019-03-01T09:00:00+08:00');

async function unlockedAt(desk: TestDesk, nowMs: number): Promise<readonly string[]> {
  await desk.call('session.lock', {});
  desk.setNow(nowMs);
  await desk.call('session.unlock', { passphrase });
  return (await desk.call('notice.list', {})).map(({ text }) => text);
}

it('unlocking with the clock years back says so once, and no longer when the date is right again', async () => {
  const desk = await openCityDesk();
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  expect(await desk.call('notice.list', {})).toEqual([]);
  const said = await unlockedAt(desk, thatYear);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('本机日期是 2019-03-01，比已有记录的时间（2026-11-24 10:00）还早');
  expect(said[0]).toContain('没有丢失');
  // What is saved meanwhile stands after what was saved before, and the next day it is said of that day alone.
  await desk.call('enterprise.update', { id, changes: { address: '工业路 1 号' }, seen: {} });
  const next = await unlockedAt(desk, thatYear + 86_400_000);
  expect(next).toHaveLength(1);
  expect(next[0]).toContain('2019-03-02');
  expect(await unlockedAt(desk, testNowMs + 60_000)).toEqual([]);
  expect((await desk.call('enterprise.get', { id })).address).toBe('工业路 1 号');
});

it('is not said again once it was read, when it is the record that bears a time of years ahead', async () => {
  const desk = await openCityDesk();
  desk.setNow(Date.parse('2031-01-01T09:00:00+08:00'));
  await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  expect(await unlockedAt(desk, testNowMs)).toHaveLength(1);
  expect(await unlockedAt(desk, testNowMs + 86_400_000)).toHaveLength(1); // still unread
  for (const { n } of await desk.call('notice.list', {})) await desk.call('notice.dismiss', { n });
  expect(await unlockedAt(desk, testNowMs + 2 * 86_400_000)).toEqual([]);
  // Another record, another word.
  desk.setNow(Date.parse('2032-01-01T09:00:00+08:00'));
  await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '乙公司' } });
  expect(await unlockedAt(desk, testNowMs + 3 * 86_400_000)).toHaveLength(1);
});

it('a clock that is wrong again after it was right is said again, also of a desk nothing was written on', async () => {
  const desk = await openCityDesk();
  await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  expect(await unlockedAt(desk, thatYear)).toHaveLength(1);
  for (const { n } of await desk.call('notice.list', {})) await desk.call('notice.dismiss', { n });
  expect(await unlockedAt(desk, thatYear)).toEqual([]);
  expect(await unlockedAt(desk, testNowMs + 60_000)).toEqual([]);
  expect(await unlockedAt(desk, thatYear)).toHaveLength(1);
});

it('a desk set up on a computer whose date lies before the program says so at once', async () => {
  const desk = openTestDesk({ closed: true });
  desk.setNow(thatYear);
  await desk.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
  expect((await desk.call('notice.list', {})).map(({ text }) => text)).toEqual([
    expect.stringContaining('比本程序投入使用的 2026 年还早'),
  ]);
});
