/** The WAL of a program that was killed is damaged, cut or exchanged: what SQLite would write over is kept first. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { deskPaths } from '../../../electron/session/paths.ts';
import { temporaryFolder } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import {
  auditOf,
  type DeskFiles,
  joinedPassphrase as passphrase,
  lay,
  noticesOf,
  openCityDesk,
  snapshot,
} from '../../support/joined.ts';

const saves = 12;
const frameBytes = 4096 + 24;

/** A desk with its last saves in the WAL alone, as a killed program leaves it; and how many towns it has. */
let left: DeskFiles;
let towns: number;
beforeAll(async () => {
  const desk = await openCityDesk();
  desk.services.desk.current()?.db.connection.pragma('wal_checkpoint(TRUNCATE)');
  for (let n = 0; n < saves; n += 1) await desk.call('town.create', { name: `试验镇${n}`, alias: '' });
  left = snapshot(desk);
  towns = (await desk.call('town.list', {})).length;
  desk.services.desk.close();
});

const walLeft = (): Buffer => left.get('desk.db-wal') ?? Buffer.alloc(0);

async function startWithWal(wal: Buffer): Promise<{ desk: TestDesk; state: string }> {
  const folder = join(temporaryFolder(), 'desk');
  lay(folder, new Map([...left, ['desk.db-wal', wal]]));
  const desk = openTestDesk({ closed: true, folder });
  const { state } = await desk.call('session.unlock', { passphrase });
  return { desk, state };
}

/** The files in quarantine by name. */
function kept(desk: TestDesk): Map<string, Buffer> {
  const { quarantine } = deskPaths(desk.folder);
  const [name] = existsSync(quarantine) ? readdirSync(quarantine) : [];
  if (name === undefined) return new Map();
  return new Map(
    readdirSync(join(quarantine, name)).map((file) => [file, readFileSync(join(quarantine, name, file))]),
  );
}

function expectKept(desk: TestDesk, wal: Buffer): void {
  expect(kept(desk).get('desk.db-wal')?.equals(wal)).toBe(true);
  expect(
    kept(desk)
      .get('desk.db')
      ?.equals(left.get('desk.db') ?? Buffer.alloc(0)),
  ).toBe(true);
}

describe('after an unclean end', () => {
  it('a sound WAL is read whole, and nothing is copied', async () => {
    const { desk, state } = await startWithWal(walLeft());
    expect(state).toBe('open');
    expect(await desk.call('town.list', {})).toHaveLength(towns);
    expect(kept(desk).size).toBe(0);
    expect(await noticesOf(desk)).toEqual([]);
  });

  it('a WAL cut in the middle is kept as it was found, the officer is told where, once', async () => {
    const wal = walLeft().subarray(0, 32 + frameBytes * Math.floor(walLeft().length / frameBytes / 2) + 1000);
    const { desk, state } = await startWithWal(wal);
    expect(state).toBe('open');
    expect((await desk.call('town.list', {})).length).toBeLessThan(towns);
    expectKept(desk, wal);
    const [folder = ''] = readdirSync(deskPaths(desk.folder).quarantine);
    expect(await noticesOf(desk)).toEqual([expect.stringContaining(`“隔离”文件夹的 ${folder}`)]);
    expect((await auditOf(desk)).slice(0, 2)).toEqual(['unlock', 'rolled-back']);
    // The next opening compares with an anchor of its own.
    await desk.call('session.lock', {});
    await desk.call('session.unlock', { passphrase });
    expect(readdirSync(deskPaths(desk.folder).quarantine)).toHaveLength(1);
    expect(await noticesOf(desk)).toHaveLength(1);
  });

  it('a byte changed anywhere in the WAL costs no byte of it, unless nothing is missing', async () => {
    const { length } = walLeft();
    let told = 0;
    for (let n = 0; n < 16; n += 1) {
      const wal = Buffer.from(walLeft());
      const at = Math.floor((length * n) / 16) + 7;
      wal[at] = (wal[at] ?? 0) ^ 0x55;
      const { desk, state } = await startWithWal(wal);
      const isWhole = state === 'open' && (await desk.call('town.list', {})).length === towns;
      if (!isWhole) {
        expectKept(desk, wal);
        told += 1;
        if (state === 'open') expect(await noticesOf(desk)).toHaveLength(1);
      }
      desk.services.desk.close();
    }
    expect(told).toBeGreaterThan(8);
  });
});
