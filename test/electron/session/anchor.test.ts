import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendAudit } from '../../../db/audit.ts';
import { transact } from '../../../db/sql.ts';
import { readAnchor } from '../../../electron/session/anchor.ts';
import { deskPaths } from '../../../electron/session/paths.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import type { TestDesk } from '../../support/desk.ts';
import {
  auditOf,
  databaseFiles,
  type DeskFiles,
  filesBeside,
  handOver,
  incarnationOf,
  joinedPassphrase as passphrase,
  joinTown,
  noticesOf,
  openCityDesk,
  snapshot,
  startFrom,
} from '../../support/joined.ts';

let towns = 0;
/** One save that adds an operation. */
async function save(desk: TestDesk): Promise<void> {
  towns += 1;
  await desk.call('town.create', { name: `试验镇${towns}`, alias: '' });
}

const anchorOf = (bytes: Buffer | null): DeskFiles => new Map([['anchor.json', bytes]]);

const pick = (files: DeskFiles | undefined, names: readonly string[]): DeskFiles =>
  new Map(names.map((name) => [name, files?.get(name) ?? null]));

describe('the anchor', () => {
  it('follows every commit that counts, and is left alone by drafts', async () => {
    const desk = await openCityDesk();
    const { anchor } = deskPaths(desk.folder);
    const before = readAnchor(anchor);
    await save(desk);
    const after = readAnchor(anchor);
    expect(after?.commits.n).toBe((before?.commits.n ?? 0) + 1);
    expect(after?.incarnation).toBe(incarnationOf(desk));
    const bytes = readFileSync(anchor);
    expect(bytes).toHaveLength(512);
    await desk.call('draft.put', { key: 'form', value: '文字' });
    expect(readFileSync(anchor)).toEqual(bytes);
    await desk.call('backup.create', {});
    expect(readAnchor(anchor)?.audit.n).toBe((after?.audit.n ?? 0) + 1);
    expect(readFileSync(anchor, 'utf8')).not.toContain('test-machine');
  });

  it('names what is audited before the caller goes on', async () => {
    const desk = await openCityDesk();
    const db = desk.services.desk.current()?.db;
    if (!db) throw new Error('the desk is closed');
    const before = readAnchor(deskPaths(desk.folder).anchor);
    transact(db, (writable) => appendAudit(writable, 'backup', {}, 1));
    expect(readAnchor(deskPaths(desk.folder).anchor)?.audit.n).toBe((before?.audit.n ?? 0) + 1);
  });

  it('that is some saves behind is right also when an enterprise was cleared since', async () => {
    const city = await openCityDesk();
    const ids: string[] = [];
    for (const number of [1, 2, 3, 4, 5, 6]) {
      const profile = { ...emptyProfile, name: `如皋示例机械第${number}有限公司` };
      ids.push((await city.call('enterprise.create', { profile, duplicateAccepted: true })).id);
    }
    const [leaving = '', staying = ''] = ids;
    await city.call('enterprise.assign', { ids, townId: 't06' });
    const town = await joinTown(city);
    const edit = (id: string, address: string) =>
      town.call('enterprise.update', { id, changes: { address }, seen: {} });
    await handOver(town, city);
    await handOver(city, town, 't06');
    await edit(leaving, '一');
    await handOver(town, city);
    await city.call('enterprise.assign', { ids: [leaving], townId: 't01' });
    await edit(staying, '二');
    const behind = snapshot(town, ['anchor.json']);
    await edit(staying, '三');
    await handOver(city, town, 't06');
    expect(await town.call('reassignment.list', {})).toMatchObject([{ standing: 'cleared' }]);
    const again = await startFrom([snapshot(town, [...databaseFiles, ...filesBeside]), behind]);
    expect(incarnationOf(again)).toBe(incarnationOf(town));
    expect(await noticesOf(again)).toEqual(await noticesOf(town));
  });

  it('is not in the backups', async () => {
    const desk = await openCityDesk();
    await desk.call('backup.create', {});
    expect(readdirSync(deskPaths(desk.folder).backups)).not.toContain('anchor.json');
  });

  it('that could not be written costs no save and no warning', async () => {
    const desk = await openCityDesk();
    const { anchor } = deskPaths(desk.folder);
    const kept = readFileSync(anchor);
    rmSync(anchor);
    mkdirSync(anchor); // nothing can be written there
    await save(desk);
    const left = snapshot(desk, [...databaseFiles, 'key.json']);
    const before = incarnationOf(desk);
    const again = await startFrom([left, anchorOf(kept)]);
    expect(incarnationOf(again)).toBe(before); // it is behind, and that is always right
    expect(await noticesOf(again)).toEqual([]);
  });

  it('taken away while the desk is open is put back by the next save', async () => {
    const desk = await openCityDesk();
    // Also after saves that had it.
    await save(desk);
    rmSync(deskPaths(desk.folder).anchor);
    await save(desk);
    const again = await startFrom([snapshot(desk)]);
    expect(incarnationOf(again)).toBe(incarnationOf(desk));
  });
});

describe('a desk whose program was killed', () => {
  it('goes on under its incarnation, without a notice', async () => {
    const desk = await openCityDesk();
    await save(desk);
    const again = await startFrom([snapshot(desk)]);
    expect(incarnationOf(again)).toBe(incarnationOf(desk));
    expect(await noticesOf(again)).toEqual([]);
  });

  it('and whose anchor is a few saves behind goes on too', async () => {
    const desk = await openCityDesk();
    const anchor = snapshot(desk, ['anchor.json']);
    await save(desk);
    await save(desk);
    const left = snapshot(desk);
    const again = await startFrom([left, anchor]);
    expect(incarnationOf(again)).toBe(incarnationOf(desk));
  });
});

describe('a database that may have a twin', () => {
  it('rolled back in the middle of a session writes on as a new incarnation, and the officer is told once', async () => {
    const desk = await openCityDesk();
    const old = snapshot(desk, databaseFiles);
    await save(desk);
    const again = await startFrom([old, snapshot(desk, filesBeside)]);
    const renewed = incarnationOf(again);
    expect(renewed).not.toBe(incarnationOf(desk));
    expect((await auditOf(again)).slice(0, 2)).toEqual(['unlock', 'rolled-back']);
    const [notice] = await again.call('notice.list', {});
    expect(notice?.text).toContain('较早的一份');
    await again.call('session.lock', {});
    await again.call('session.unlock', { passphrase });
    expect(await noticesOf(again)).toHaveLength(1); // it stays until it was read
    await again.call('notice.dismiss', { n: notice?.n ?? 0 });
    expect(await noticesOf(again)).toEqual([]);
    expect(incarnationOf(again)).toBe(renewed);
    await save(again);
    const open = again.services.desk.current();
    const last = open?.db.connection
      .prepare('SELECT incarnation FROM op ORDER BY rowid DESC LIMIT 1')
      .pluck()
      .get();
    expect(last).toBe(renewed);
  });

  it('is caught in each of 50 random rollbacks', async () => {
    const desk = await openCityDesk();
    const states: DeskFiles[] = [];
    for (let n = 0; n < 12; n += 1) {
      states.push(snapshot(desk));
      await save(desk);
      if (n % 3 === 0) desk.services.desk.current()?.db.connection.pragma('wal_checkpoint(TRUNCATE)');
    }
    states.push(snapshot(desk));
    const before = incarnationOf(desk);
    const pair = fc
      .tuple(fc.nat(states.length - 2), fc.nat(states.length - 2))
      .map(([one, two]): readonly [number, number] => (one <= two ? [one, two + 1] : [two, one]));
    await fc.assert(
      fc.asyncProperty(pair, async ([older, newer]) => {
        const again = await startFrom([pick(states[older], databaseFiles), pick(states[newer], filesBeside)]);
        expect(incarnationOf(again)).not.toBe(before);
        again.services.desk.close();
      }),
      { numRuns: 50 },
    );
  });

  it('that went on elsewhere has another history at the number the anchor names', async () => {
    const desk = await openCityDesk();
    const start = snapshot(desk);
    const twin = await startFrom([start]);
    await save(desk);
    await save(twin);
    await save(twin);
    const mixed = await startFrom([snapshot(twin, databaseFiles), snapshot(desk, filesBeside)]);
    expect(incarnationOf(mixed)).not.toBe(incarnationOf(desk));
    expect((await auditOf(mixed))[1]).toBe('rolled-back');
  });

  it('copied with its whole folder to another machine writes on as a new incarnation; the first one goes on', async () => {
    const desk = await openCityDesk();
    await save(desk);
    const copy = await startFrom([snapshot(desk)], 'other-machine');
    expect(incarnationOf(copy)).not.toBe(incarnationOf(desk));
    expect((await auditOf(copy))[1]).toBe('other-machine');
    expect((await noticesOf(copy))[0]).toContain('另一台电脑');
    const renewed = incarnationOf(copy);
    await copy.call('session.lock', {});
    await copy.call('session.unlock', { passphrase });
    expect(incarnationOf(copy)).toBe(renewed); // once, not at every unlock
    const still = await startFrom([snapshot(desk)]);
    expect(incarnationOf(still)).toBe(incarnationOf(desk));
  });

  it('on a machine that tells no id is not taken for a copy', async () => {
    const desk = await openCityDesk();
    const again = await startFrom([snapshot(desk)], '');
    expect(incarnationOf(again)).toBe(incarnationOf(desk));
  });

  it('without an anchor, with a torn or a foreign one, writes on as a new incarnation', async () => {
    const desk = await openCityDesk();
    const other = await openCityDesk();
    const whole = readFileSync(deskPaths(desk.folder).anchor);
    const anchors: readonly (Buffer | null)[] = [
      null,
      whole.subarray(0, 200),
      Buffer.alloc(0),
      Buffer.alloc(512),
      Buffer.from(whole).fill('9', 20, 40),
      Buffer.from('{"v":1,"n":1,"hash":"00"}'),
    ];
    const left = snapshot(desk);
    for (const anchor of anchors) {
      const again = await startFrom([left, anchorOf(anchor)]);
      expect(incarnationOf(again)).not.toBe(incarnationOf(desk));
      expect((await auditOf(again))[1]).toBe('anchor-missing');
      expect(readAnchor(deskPaths(again.folder).anchor)).toBeDefined();
      again.services.desk.close();
    }
    const again = await startFrom([left, snapshot(other, ['anchor.json'])]);
    expect(incarnationOf(again)).not.toBe(incarnationOf(desk));
    expect((await auditOf(again))[1]).toBe('rolled-back');
  });

  it('restored in the program is a new incarnation each time, and the officer is told what will come back', async () => {
    const desk = await openCityDesk();
    const { name } = await desk.call('backup.create', {});
    const seen = new Set([incarnationOf(desk)]);
    for (let time = 0; time < 2; time += 1) {
      await desk.call('backup.restore', { name });
      seen.add(incarnationOf(desk));
    }
    expect(seen.size).toBe(3);
    expect(await noticesOf(desk)).toEqual([expect.stringContaining('已恢复到 2026-11-24 10:00 的备份')]);
    const restored = incarnationOf(desk);
    await desk.call('session.lock', {});
    await desk.call('session.unlock', { passphrase });
    expect(incarnationOf(desk)).toBe(restored);
  });
});
