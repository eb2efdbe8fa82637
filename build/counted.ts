/** Runs a test runner and counts its own report. */
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { projectRoot, runStep, type Step } from './steps.ts';
import {
  addTotals,
  diedEarly,
  lostFiles,
  type Totals,
  totalsWithout,
  type VitestReport,
  vitestTotals,
} from './totals.ts';

/** More lost test processes than one or two are no accident. */
const mostLost = 2;

/** Where the unit tests lie, what they report to, and whether their output is let through at once. */
export interface UnitTests {
  readonly folder: string;
  readonly report: string;
  readonly shown: boolean;
}

/** Runs a test runner; its exit code and its report must agree. `reportFile` is absolute or of the project's folder. */
export function runCounted<Report>(
  step: Step,
  reportFile: string,
  count: (report: Report) => Totals,
  shown = true,
): Totals {
  const path = resolve(projectRoot, reportFile);
  rmSync(path, { force: true });
  const { ok, seconds } = runStep(step, shown);
  if (shown) console.log(`${ok ? 'ok  ' : 'FAIL'} ${step.name.padEnd(12)} ${seconds.toFixed(1)} s`);
  if (!existsSync(path)) return diedEarly;
  const counted = count(readReport<Report>(path));
  return !ok && counted.failed === 0 ? addTotals([counted, diedEarly]) : counted;
}

/**
 * The runtime itself ends a test process now and then (SIGSEGV or SIGTRAP, in some runs of all files, never twice in the
 * same one): the files it took along are run once more, in the open, and count as they come out then.
 */
export function runUnitTests({ folder, report: reportFile, shown }: UnitTests): Totals {
  const step: Step = {
    name: 'unit tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
    folder,
  };
  const first = runCounted(step, reportFile, vitestTotals, shown);
  if (first.failed === 0 || !existsSync(reportFile)) return first;
  const report = readReport<VitestReport>(reportFile);
  const files = globSync('test/**/*.test.{ts,tsx}', { cwd: folder }).map((file) => resolve(folder, file));
  const lost = lostFiles(report, files);
  if (lost.length === 0 || lost.length > mostLost) return first;
  if (shown) console.log(`once more: the process of ${lost.join(', ')} ended before its tests did`);
  const again: Step = { ...step, name: 'once more', command: [...step.command, ...lost] };
  return addTotals([totalsWithout(report, lost), runCounted(again, reportFile, vitestTotals, shown)]);
}

function readReport<Report>(path: string): Report {
  return JSON.parse(readFileSync(path, 'utf8')) as Report;
}
