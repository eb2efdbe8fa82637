import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { all, sql } from '../../db/sql.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { temporaryFolder } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import {
  auditOf,
  databaseFiles,
  type DeskFiles,
  handOver,
  incarnationOf,
  joinedPassphrase,
  joinTown,
  lay,
  noticesOf,
  openCityDesk,
  snapshot,
  startFrom,
} from '../support/joined.ts';

let pair: { readonly city: DeskFiles; readonly town: DeskFiles; readonly id: string };

/** A city that gave one enterprise to a town which has it and is confirmed: made once, started anew for each test. */
beforeAll(async () => {
  const city = await openCityDesk();
  const { id } = await city.call('enterprise.create', {
    profile: { ...emptyProfile, name: '森松（江苏）重工有限公司' },
  });
  await city.call('enterprise.assign', { ids: [id], townId: 't06' });
  const town = await joinTown(city);
  await handOver(city, town, 't06');
  await handOver(town, city);
  await handOver(city, town, 't06');
  pair = { city: snapshot(city), town: snapshot(town), id };
});

async function openPair(): Promise<{ city: TestDesk; town: TestDesk; id: string }> {
  return { city: await startFrom([pair.city]), town: await startFrom([pair.town]), id: pair.id };
}

/** One acknowledged save. */
async function save(desk: TestDesk, id: string, note: string): Promise<void> {
  const { heads } = await desk.call('enterprise.get', { id });
  await desk.call('enterprise.update', { id, changes: { note }, seen: heads });
}

/** Every note ever written that lies in the desk's log; an enterprise begins with an empty one. */
function notesIn(desk: TestDesk): string[] {
  const open = desk.services.desk.current();
  if (!open) throw new Error('closed');
  return all<{ note: string | null }>(
    open.db,
    sql`SELECT json_extract(CAST(bytes AS TEXT), '$.fields.note.value') AS note FROM op ORDER BY hlc_ms, hlc_counter, id`,
  ).flatMap(({ note }) => note || []);
}

const forkedOf = async (city: TestDesk): Promise<number[]> =>
  (await city.call('device.list', {})).filter(({ side }) => side === 'town').map(({ forked }) => forked);

describe('a backup restored in the program', () => {
  it('swallows no new work: what the city has comes back, and what was written since stands beside it', async () => {
    const { city, town, id } = await openPair();
    await save(town, id, '备份之前');
    const { name } = await town.call('backup.create', {});
    await save(town, id, '已交市里');
    await handOver(town, city);
    expect(await town.call('exchange.unexported', {})).toEqual({ total: 0, latest: [] });
    await save(town, id, '没有交出'); // stays in the file that goes to quarantine
    expect(await town.call('exchange.unexported', {})).toEqual({
      total: 1,
      latest: ['森松（江苏）重工有限公司 备注'],
    });
    await town.call('backup.restore', { name });
    await save(town, id, '恢复之后');
    await handOver(town, city);
    await handOver(city, town, 't06');
    for (const desk of [city, town]) {
      expect(notesIn(desk).toSorted()).toEqual(['备份之前', '已交市里', '恢复之后'].toSorted());
      expect(await desk.call('conflict.count', {})).toEqual({ count: 1 }); // a person decides
    }
    // Two incarnations, no number given twice: nothing to tell the city.
    expect(await forkedOf(city)).toEqual([0]);
    expect(await auditOf(town)).not.toContain('own-returned');
  });
});

describe('a whole folder put back from outside, its anchor with it', () => {
  it('is noticed by the next bundle: what was lost comes back, both branches stay, and the city is told', async () => {
    const { city, town, id } = await openPair();
    const before = incarnationOf(town);
    const old = snapshot(town);
    await save(town, id, '第一支');
    await handOver(town, city);

    const again = await startFrom([old]);
    expect(incarnationOf(again)).toBe(before); // nothing shows yet
    await save(again, id, '第二支');
    await handOver(again, city);
    expect(notesIn(city).toSorted()).toEqual(['第一支', '第二支'].toSorted());
    expect(await forkedOf(city)).toEqual([1]);
    expect(await noticesOf(city)).toEqual([
      expect.stringContaining('白蒲镇（李经办）交来的记录里有同一编号的两份'),
    ]);
    expect(await auditOf(city)).toContain('forked');
    expect(await city.call('conflict.count', {})).toEqual({ count: 1 });

    await handOver(city, again, 't06');
    expect(notesIn(again).toSorted()).toEqual(['第一支', '第二支'].toSorted());
    expect(incarnationOf(again)).not.toBe(before);
    expect(await noticesOf(again)).toEqual([expect.stringContaining('带回了 1 条本机写过')]);
    expect(await auditOf(again)).toContain('own-returned');

    // What it writes from here takes no number that is taken.
    await save(again, id, '之后');
    await handOver(again, city);
    await handOver(city, again, 't06');
    expect(notesIn(city)).toContain('之后');
    expect(await noticesOf(city)).toHaveLength(1);
    expect(await noticesOf(again)).toHaveLength(1);
    expect((await auditOf(again)).filter((event) => event === 'own-returned')).toHaveLength(1);
  });

  it('rehearsing the bundle that shows it changes nothing yet', async () => {
    const { city, town, id } = await openPair();
    const old = snapshot(town);
    await save(town, id, '第一支');
    await handOver(town, city);
    const again = await startFrom([old]);
    const before = incarnationOf(again);
    const path = join(temporaryFolder(), '回复.drcb');
    city.dialogAnswers.push(path);
    await city.call('exchange.export', { to: { side: 'town', townId: 't06' }, month: '2026-11' });
    again.dialogAnswers.push(path);
    await again.call('exchange.open', {});
    expect(incarnationOf(again)).toBe(before);
    expect(await noticesOf(again)).toEqual([]);
  });
});

describe('one desk on two laptops', () => {
  it('keeps what both write, without a fork when the second one is another machine', async () => {
    const { city, town, id } = await openPair();
    const second = await startFrom([snapshot(town)], 'another-machine');
    await save(town, id, '第一台');
    await save(second, id, '第二台');
    await handOver(second, city);
    await handOver(town, city);
    expect(notesIn(city).toSorted()).toEqual(['第一台', '第二台'].toSorted());
    expect(await forkedOf(city)).toEqual([0]);
    await handOver(city, town, 't06');
    expect(notesIn(town).toSorted()).toEqual(['第一台', '第二台'].toSorted());
    expect(await auditOf(town)).not.toContain('own-returned');
  });

  it('keeps what both write when nothing tells the machines apart, and both go separate ways at the next bundle', async () => {
    const { city, town, id } = await openPair();
    const second = await startFrom([snapshot(town)]);
    expect(incarnationOf(second)).toBe(incarnationOf(town));
    await save(town, id, '第一台');
    await save(second, id, '第二台');
    await handOver(town, city);
    await handOver(second, city);
    await handOver(city, town, 't06');
    await handOver(city, second, 't06');
    expect(new Set([incarnationOf(town), incarnationOf(second)]).size).toBe(2);
    for (const desk of [city, town, second]) {
      expect(notesIn(desk).toSorted()).toEqual(['第一台', '第二台'].toSorted());
    }
    expect(await forkedOf(city)).toEqual([1]);
  });
});

it('the city restored from its backup takes back what the towns hold of it', async () => {
  const { city, town, id } = await openPair();
  const { name } = await city.call('backup.create', {});
  await save(city, id, '市里后来写的');
  await handOver(city, town, 't06');
  await city.call('backup.restore', { name });
  expect(notesIn(city)).toEqual([]);
  await handOver(town, city);
  expect(notesIn(city)).toEqual(['市里后来写的']);
});

it('copying files over a desk that is locked is seen when it is unlocked again', async () => {
  const { town, id } = await openPair();
  const before = incarnationOf(town);
  await town.call('session.lock', {});
  const old = snapshot(town, databaseFiles);
  await town.call('session.unlock', { passphrase: joinedPassphrase });
  await save(town, id, '写过的');
  await town.call('session.lock', {});
  lay(town.folder, old);
  await town.call('session.unlock', { passphrase: joinedPassphrase });
  expect(incarnationOf(town)).not.toBe(before);
  expect(await noticesOf(town)).toEqual([expect.stringContaining('较早的一份')]);
});
