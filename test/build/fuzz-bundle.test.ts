/** The fuzzer in short: `npm run fuzz:bundle` runs it at full size. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chanceOf } from '../../build/fuzz/chance.ts';
import { databaseHash } from '../../build/fuzz/database-hash.ts';
import { judge, readMeaning } from '../../build/fuzz/judge.ts';
import { sound } from '../../build/fuzz/report.ts';
import { families, fuzz } from '../../build/fuzz/run.ts';
import { createWorld, type FuzzBase, type FuzzWorld } from '../../build/fuzz/world.ts';
import { putDraft } from '../../db/draft.ts';
import { transact } from '../../db/sql.ts';
import { openTestDatabase, testNowMs } from '../support/database.ts';

let folder: string;
let world: FuzzWorld;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  world = await createWorld(folder);
});
afterAll(() => {
  world.close();
  rmSync(folder, { recursive: true });
});

describe('mutants of real bundles', () => {
  it('are refused with a sentence, or known again as the genuine bundle, and change no database', async () => {
    const mutants = 300;
    const report = await fuzz(world, {
      seed: 20_261_124,
      from: 0,
      to: mutants,
      step: 1,
      folder,
      evidence: join(folder, 'evidence'),
      callEvery: 150,
    });
    expect(report).toMatchObject({ faults: [], accepted: 0, crashes: 0, databaseChanges: 0, leftFiles: 0 });
    // The memory of this process is shared with other tests.
    expect(sound({ ...report, peakMegabytes: 0 }, mutants)).toBe(true);
    expect(report.calls).toBe(mutants / 150);
    expect(report.genuine).toBeGreaterThan(0);
    // Every part of the reader had something to refuse.
    expect(Object.keys(report.byCode).sort()).toEqual([
      'bundle.bad-signature',
      'bundle.damaged',
      'bundle.limit',
      'bundle.needs-passphrase',
      'bundle.newer-version',
      'bundle.not-a-bundle',
      'bundle.not-for-us',
      'bundle.truncated',
      'bundle.unknown-sender',
      'log.bad-operation',
    ]);
  });
});

describe('the fuzzer itself', () => {
  it('tells a taken mutant from the genuine bundle in other clothes', async () => {
    const path = join(folder, 'known-again.drcb');
    const [base, other] = world.bases as [FuzzBase, FuzzBase];
    writeFileSync(path, base.file);
    const { meaning: genuine } = await readMeaning(path, base);
    expect(await judge(path, base, genuine)).toEqual({ kind: 'genuine' });
    expect(await judge(path, base, 'something else')).toMatchObject({ kind: 'accepted' });
    for (const family of families.filter(({ name }) => name.startsWith('（同义）'))) {
      writeFileSync(path, await family.make({ chance: chanceOf(1, 1), base, other, world }));
      expect(await judge(path, base, genuine), family.name).toEqual({ kind: 'genuine' });
    }
    expect(await judge(join(folder, 'missing.drcb'), base, genuine)).toMatchObject({ kind: 'crash' });
  });

  it('sees one changed cell of a database', () => {
    const db = openTestDatabase();
    const before = databaseHash(db);
    expect(databaseHash(db)).toBe(before);
    transact(db, (writable) => putDraft(writable, 'x', { text: '一' }, testNowMs));
    const between = databaseHash(db);
    expect(between).not.toBe(before);
    transact(db, (writable) => putDraft(writable, 'x', { text: '二' }, testNowMs));
    expect(databaseHash(db)).not.toBe(between);
  });
});
