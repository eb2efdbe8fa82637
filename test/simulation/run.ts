/**
 * `npm run simulation -- --seed 7 [--seeds 200] [--quick] [--towns 20 …] [--drop 0.1 …] [--without clone,delay]`:
 * plays seeded runs of many desks and checks what must hold (design: exchange, What must hold). Without sizes the run
 * is of full size. On a failure it shortens the plan and prints it; `--plan FILE` plays such a plan again.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describePlan } from './describe.ts';
import { generatePlan } from './generate.ts';
import { type RunOptions, readOptions } from './options.ts';
import type { Plan } from './plan.ts';
import { type Outcome, playPlan } from './play.ts';
import { shrinkPlan } from './shrink.ts';
import { invariants, type Violation } from './violation.ts';

const options = readOptions(process.argv.slice(2));
process.exitCode = (await runAll(options)) ? 0 : 1;

async function runAll(run: RunOptions): Promise<boolean> {
  const startedMs = performance.now();
  const sums: Record<string, number> = {};
  for (const seed of run.seeds) {
    const isSingle = run.seeds.length === 1;
    const [size, faults] = run.of(seed);
    const plan = run.planFile === '' ? generatePlan(seed, size, faults) : readPlan(run.planFile);
    if (isSingle) console.log(`seed ${seed}: ${plan.desks.length} laptops, ${plan.steps.length} steps`);
    const outcome = await playPlan(plan, {
      compareClocks: run.compareClocks(seed),
      ...(isSingle ? { onMonth: (month, { totals }) => printMonth(month, totals.saves, startedMs) } : {}),
    });
    addTotals(sums, outcome);
    if (!outcome.violation) continue;
    console.error(
      `seed ${seed} breaks ${invariants[outcome.violation.invariant]}\n${outcome.violation.message}`,
    );
    if (run.shrinkSeconds > 0) await shrinkAndPrint(plan, outcome, outcome.violation, run);
    return false;
  }
  const totals = Object.entries(sums).map(([name, sum]) => `${name} ${sum}`);
  console.log(totals.join(', '));
  console.log(
    `passed: ${run.seeds.length} runs, seeds ${run.seeds[0]}–${run.seeds.at(-1)}, ${seconds(startedMs)} s`,
  );
  return true;
}

async function shrinkAndPrint(
  plan: Plan,
  outcome: Outcome,
  violation: Violation,
  run: RunOptions,
): Promise<void> {
  const startedMs = performance.now();
  const compareClocks = violation.invariant === 'clocks';
  let latest = violation;
  const smallest = await shrinkPlan(
    // What came after the violation had no part in it.
    { ...plan, steps: plan.steps.slice(0, outcome.steps) },
    {
      fails: async (candidate) => {
        const { violation: found } = await playPlan(candidate, { compareClocks });
        if (found?.invariant !== violation.invariant) return false;
        latest = found;
        return true;
      },
      goOn: () => performance.now() - startedMs < run.shrinkSeconds * 1000,
      report: (text) => console.error(`  shorter: ${text} (${seconds(startedMs)} s)`),
    },
  );
  console.error(`\nthe shortest plan found (seed ${plan.seed}):`);
  console.error(`${describePlan(smallest)}\n${invariants[latest.invariant]}\n${latest.message}`);
  if (run.keepFile !== '') {
    writeFileSync(run.keepFile, JSON.stringify(smallest, null, 1));
    console.error(`kept in ${run.keepFile}; --plan plays it again`);
  }
}

function readPlan(file: string): Plan {
  return JSON.parse(readFileSync(file, 'utf8')) as Plan;
}

function printMonth(month: number, saves: number, startedMs: number): void {
  const megabytes = Math.round(process.memoryUsage().rss / 1_048_576);
  console.log(`  month ${month + 1}: ${saves} saves, ${seconds(startedMs)} s, ${megabytes} MB`);
}

function addTotals(sums: Record<string, number>, { totals, city }: Outcome): void {
  for (const [name, count] of Object.entries({ ...totals, ...city })) sums[name] = (sums[name] ?? 0) + count;
}

function seconds(startedMs: number): string {
  return ((performance.now() - startedMs) / 1000).toFixed(1);
}
