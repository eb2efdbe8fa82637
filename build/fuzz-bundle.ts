/**
 * `npm run fuzz:bundle [-- --mutants 100000 --seed 7 --processes 2 --only 1234]`: changes real bundles in every way we
 * could think of and tries them on real desks. None may be taken, none may end the program otherwise than with its
 * sentence, no database may change. The seed and a mutant's number make the same mutant again (but for the encryption's
 * own chance); files that did harm are kept in out/fuzz-bundle.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runInProcesses } from './fuzz/processes.ts';
import { memoryLimitMegabytes, reportText, sound } from './fuzz/report.ts';
import { runFuzz } from './fuzz/run.ts';

const { values } = parseArgs({
  options: {
    mutants: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    processes: { type: 'string', default: String(Math.min(availableParallelism(), 8)) },
    only: { type: 'string' },
  },
});
const seed = values.seed === undefined ? Date.now() % 1_000_000_007 : Number(values.seed);
const only = values.only === undefined ? undefined : Number(values.only);
const mutants = only === undefined ? Number(values.mutants) : 1;
const evidence = resolve(import.meta.dirname, '../out/fuzz-bundle');
console.log(`种子 ${seed}，变异体 ${mutants} 个，内存上限 ${memoryLimitMegabytes} MB`);

const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'fuzz-bundle-'));
const started = performance.now();
const share = { seed, to: mutants, evidence, callEvery: 200 };
try {
  const report =
    only === undefined
      ? await runInProcesses(share, Number(values.processes), folder, progressPrinter())
      : await runFuzz({ ...share, from: only, to: only + 1, step: 1, callEvery: 1, folder });
  console.log(reportText(report, (performance.now() - started) / 1000));
  if (!sound(report, mutants)) {
    console.error(`没有通过。重现：npm run fuzz:bundle -- --seed ${seed} --only 编号`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A line for every tenth of the way. */
function progressPrinter(): (tried: number) => void {
  let tenths = 0;
  return (tried) => {
    const reached = Math.floor((10 * tried) / mutants);
    if (reached <= tenths) return;
    tenths = reached;
    const seconds = (performance.now() - started) / 1000;
    console.log(`  ${tried} 个，${seconds.toFixed(0)} s，${(tried / seconds).toFixed(0)} 个/s`);
  };
}
