/**
 * `npm run fuzz:properties [-- --rounds 1 --runs 20 --seed 7 test/db/log …]`: plays the files with property tests, or
 * those named, with seeds nobody tried yet and each property many times as often as `npm test` does, which always tries
 * the same. Each round says its seed: with it, the same values come again (but for the encryption's own chance).
 */
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot, runStep } from './steps.ts';

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1' },
    runs: { type: 'string', default: '20' },
    seed: { type: 'string' },
  },
  allowPositionals: true,
});
const rounds = wholeNumber(values.rounds);
const runs = wholeNumber(values.runs);
const first = values.seed === undefined ? Date.now() % 1_000_000_007 : wholeNumber(values.seed);

const files = globSync('test/**/*.test.{ts,tsx}', { cwd: projectRoot })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
  .filter((file) => readFileSync(resolve(projectRoot, file), 'utf8').includes("from 'fast-check'"))
  .sort();

if (files.length === 0) {
  console.error('没有找到含性质测试的文件');
  process.exitCode = 1;
} else {
  for (let seed = first; seed < first + rounds; seed += 1) playRound(seed);
}

/** Anything else would try nothing, and pass. */
function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`应为正整数：${text}`);
  return Number(text);
}

function playRound(seed: number): void {
  console.log(`种子 ${seed}，${files.length} 个文件，每条性质的次数 ×${runs}`);
  const { ok, seconds } = runStep(
    {
      name: 'properties',
      // So many runs take what they take.
      command: ['vitest', 'run', '--testTimeout=0', ...files],
      env: { LITTLE_GIANT_SEED: String(seed), LITTLE_GIANT_RUNS: String(runs) },
    },
    true,
  );
  console.log(`种子 ${seed}：${ok ? '通过' : '没有通过'}，用时 ${seconds.toFixed(0)} s`);
  if (ok) return;
  console.error(
    `重现：npm run fuzz:properties -- --seed ${seed} --runs ${runs} ${positionals.join(' ')}`.trimEnd(),
  );
  process.exitCode = 1;
}
