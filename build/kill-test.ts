/**
 * `npm run kill-test [-- --kills 1000 --seed 7 --processes 2]`: kills the program (SIGKILL) at random points of an import
 * and of an export on real desk folders, starts it again and looks: the database opens and is exactly as before or as
 * after, no half file has a name, nothing in the inbox is unexplained, and the same can be done again. Desks that were
 * found wrong are kept in out/kill-test.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type KillReport, runKills } from './kill/run.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    processes: { type: 'string', default: String(Math.min(availableParallelism(), 4)) },
  },
});
const kills = Number(values.kills);
const seed = values.seed === undefined ? Date.now() % 1_000_000_007 : Number(values.seed);
console.log(`种子 ${seed}，强行结束 ${kills} 次`);

const folder = mkdtempSync(join(tmpdir(), 'kill-test-'));
const started = performance.now();
const seconds = (): string => ((performance.now() - started) / 1000).toFixed(0);
try {
  const report = await runKills({
    kills,
    seed,
    processes: Number(values.processes),
    folder,
    evidence: resolve(import.meta.dirname, '../out/kill-test'),
    onProgress: progressPrinter(),
  });
  print(report);
  if (report.faults.length > 0 || report.before + report.after !== kills) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A line for every tenth of the way. */
function progressPrinter(): (report: KillReport) => void {
  let tenths = 0;
  return (so) => {
    const reached = Math.floor((10 * so.kills) / kills);
    if (reached <= tenths) return;
    tenths = reached;
    console.log(`  ${so.kills} 次，${seconds()} s，异常 ${so.faults.length}`);
  };
}

function print(report: KillReport): void {
  const { before, after, tooLate, again, unnamed, unnoted, unknownCopies, faults } = report;
  console.log(`
强行结束 ${report.kills} 次：与之前完全一致 ${before}，与之后完全一致 ${after}（其中已经做完 ${tooLate}），异常 ${faults.length}
随后重做 ${again} 次，结果都与之后一致
U盘上没有命名的半成品 ${unnamed} 个；文件已写好而本机未及记下 ${unnoted} 次；存档中多出的副本 ${unknownCopies} 次
用时 ${seconds()} s`);
  for (const [step, count] of Object.entries(report.byStep))
    console.log(`  ${String(count).padStart(6)}  ${step}`);
  for (const fault of faults) console.error(`! ${fault}`);
}
