/**
 * `npm test`: the static checks, the bundles, the unit tests, then the month played in the real window.
 * The last line is `N passed, N failed`, counted from the runners' own reports.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureTools } from './ensure-tools.ts';
import { projectRoot, reportStep, runStep, type Step, staticChecks } from './steps.ts';
import {
  addTotals,
  closingLine,
  diedEarly,
  lostFiles,
  playwrightTotals,
  type Totals,
  totalsWithout,
  type VitestReport,
  vitestTotals,
} from './totals.ts';

const reportFolder = 'test-results';
const unitReport = `${reportFolder}/unit.json`;
// Playwright empties this folder first and writes its report last; the other one has been read by then.
const e2eReport = `${reportFolder}/e2e.json`;

const bundle: Step = { name: 'bundles', command: ['electron-vite', 'build', '--logLevel', 'error'] };
const unitTests: Step = {
  name: 'unit tests',
  command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
};
const e2eTests: Step = { name: 'e2e tests', command: ['playwright', 'test'] };

const totals = runAll();
const { passed, failed } = totals;
console.log(closingLine(totals));
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** Runs everything; a check or a bundle that fails counts as one failure and nothing after it is started. */
function runAll(): Totals {
  try {
    ensureTools();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return diedEarly;
  }
  for (const step of [...staticChecks, bundle]) {
    if (!reportStep(step)) return diedEarly;
  }
  mkdirSync(resolve(projectRoot, reportFolder), { recursive: true });
  const unit = runUnit();
  const hasSpecs = globSync('test/e2e/**/*.spec.ts', { cwd: projectRoot }).length > 0;
  const e2e = hasSpecs ? [runCounted(e2eTests, e2eReport, playwrightTotals)] : [];
  return addTotals([unit, ...e2e]);
}

/**
 * The runtime itself ends a test process now and then (SIGSEGV, once in some runs of all files; never twice in the same
 * one): the files it took along are run once more, in the open, and count as they come out then.
 */
function runUnit(): Totals {
  const first = runCounted(unitTests, unitReport, vitestTotals);
  if (first.failed === 0 || !existsSync(resolve(projectRoot, unitReport))) return first;
  const report = JSON.parse(readFileSync(resolve(projectRoot, unitReport), 'utf8')) as VitestReport;
  const files = globSync('test/**/*.test.{ts,tsx}', { cwd: projectRoot }).map((file) =>
    resolve(projectRoot, file),
  );
  const lost = lostFiles(report, files);
  if (lost.length === 0 || lost.length > mostLost) return first;
  console.log(`once more: the process of ${lost.join(', ')} ended before its tests did`);
  const [program, ...args] = unitTests.command;
  const again: Step = { name: 'once more', command: [program, ...args, ...lost] };
  return addTotals([totalsWithout(report, lost), runCounted(again, unitReport, vitestTotals)]);
}

/** More than a process or two is no accident. */
const mostLost = 2;

/** Runs a test runner in the open and counts its report; its exit code and its report must agree. */
function runCounted<Report>(step: Step, reportFile: string, count: (report: Report) => Totals): Totals {
  const path = resolve(projectRoot, reportFile);
  rmSync(path, { force: true });
  const { ok, seconds } = runStep(step, true);
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${step.name.padEnd(12)} ${seconds.toFixed(1)} s`);
  if (!existsSync(path)) return diedEarly;
  const counted = count(JSON.parse(readFileSync(path, 'utf8')) as Report);
  return !ok && counted.failed === 0 ? addTotals([counted, diedEarly]) : counted;
}
