/**
 * `npm test`: the static checks, the bundles, the unit tests, then the month played in the real window.
 * The last line is `N passed, N failed`, counted from the runners' own reports.
 */
import { globSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { runCounted, runUnitTests } from './counted.ts';
import { ensureTools } from './ensure-tools.ts';
import { projectRoot, reportStep, type Step, staticChecks } from './steps.ts';
import { addTotals, closingLine, diedEarly, playwrightTotals, type Totals } from './totals.ts';

const reportFolder = resolve(projectRoot, 'test-results');

const bundle: Step = { name: 'bundles', command: ['electron-vite', 'build', '--logLevel', 'error'] };
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
  mkdirSync(reportFolder, { recursive: true });
  const unit = runUnitTests({
    folder: projectRoot,
    report: resolve(reportFolder, 'unit.json'),
    shown: true,
  });
  // Playwright empties the folder first and writes its report last; the other one has been read by then.
  const hasSpecs = globSync('test/e2e/**/*.spec.ts', { cwd: projectRoot }).length > 0;
  const e2e = hasSpecs ? [runCounted(e2eTests, resolve(reportFolder, 'e2e.json'), playwrightTotals)] : [];
  return addTotals([unit, ...e2e]);
}
