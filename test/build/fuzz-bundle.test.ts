/** The fuzzer in short: `npm run fuzz:bundle` runs it at full size. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chanceOf } from '../../build/fuzz/chance.ts';
import { databaseHash } from '../../build/fuzz/database-hash.ts';
import { judge, readMeaning } from '../../build/fuzz/judge.ts';
import { sound } from '../../build/fuzz/report.ts';
import { families, runFuzz } from '../../build/fuzz/run.ts';
import { createWorld } from '../../build/fuzz/world.ts';
import { putDraft } from '../../db/draft.ts';
import { transact } from '../../db/sql.ts';
import { closeAfterTest, openTestDatabase, temporaryFolder, testNowMs } from '../support/database.ts';

describe('mutants of real bundles', () => {
  it('are refused with a sentence, or known again as the genuine bundle, and change no database', async () => {
    const mutants = 400;
    const report = await runFuzz({
      seed: 20_261_124,
      from: 0,
      to: mutants,
      step: 1,
      folder: join(temporaryFolder(), 'fuzz'),
      evidence: join(temporaryFolder(), 'evidence'),
      callEvery: 10,
    });
    expect(report).toMatchObject({ faults: [], accepted: 0, crashes: 0, databaseChanges: 0, leftFiles: 0 });
    // The memory of this process is shared with other tests.
    expect(sound({ ...report, peakMegabytes: 0 }, mutants)).toBe(true);
    expect(report.calls).toBe(mutants / 10);
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
    const folder = temporaryFolder();
    const world = await createWorld(folder, (error) => {
      throw error;
    });
    closeAfterTest(world.close);
    const path = join(folder, 'mutant.drcb');
    const [base, other] = world.bases as [(typeof world.bases)[0], (typeof world.bases)[0]];
    writeFileSync(path, base.file);
    const genuine = await readMeaning(path, base);
    expect(await judge(path, base, genuine)).toEqual({ kind: 'genuine' });
    expect(await judge(path, base, 'something else')).toMatchObject({ kind: 'accepted' });
    for (const family of families.filter(({ name }) => name.startsWith('（同义）'))) {
      const chance = chanceOf(1, 1);
      writeFileSync(path, await family.make({ chance, base, other, world }));
      expect(await judge(path, base, genuine), family.name).toEqual({ kind: 'genuine' });
    }
    const missing = join(folder, 'missing.drcb');
    expect(await judge(missing, base, genuine)).toMatchObject({ kind: 'crash' });
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
