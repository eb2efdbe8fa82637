/** The kill test in short: `npm run kill-test` strikes a thousand times. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKills } from '../../build/kill/run.ts';

let folder: string;
beforeAll(() => {
  // On a disk: in memory there would be nothing to wait for, and few places to strike.
  folder = mkdtempSync(join(tmpdir(), 'kill-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a program that is killed while it imports or exports', () => {
  it('is found exactly as before or as after, with no half file under a name', async () => {
    const kills = 10;
    const evidence = join(folder, 'evidence');
    const report = await runKills({ kills, seed: 3, processes: 2, folder, evidence });
    expect(report.faults).toEqual([]);
    expect(report.before + report.after).toBe(kills);
  });
});
