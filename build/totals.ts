/** Reads the runners' own JSON reports, so that the closing line of `npm test` is a count and not a guess. */

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
  readonly testResults: readonly VitestFile[];
}

interface VitestFile {
  /** Its path, absolute. */
  readonly name: string;
  readonly status: string;
  /** `pending` is skipped, or begun and never ended. */
  readonly assertionResults: readonly { readonly status: string }[];
}

/** The part of Playwright's JSON report that is counted. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly unknown[];
}

/**
 * Totals of a vitest run. A file that could not be loaded counts as one failure, and so does a run that
 * vitest calls unsuccessful for a reason outside any test (an unhandled rejection, for one).
 */
export function vitestTotals(report: VitestReport): Totals {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !report.success ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * The files of an unsuccessful run whose process was gone before they came to their end: of `files` (absolute) those the
 * report does not know, has no test of, or has a test of that never ended. Empty when a test failed: that is the news.
 */
export function lostFiles(report: VitestReport, files: readonly string[]): string[] {
  if (report.success || report.numFailedTests > 0) return [];
  const ended = new Set(
    report.testResults
      .filter(({ assertionResults: results }) => results.length > 0 && results.every(hasEnded))
      .map(({ name }) => name),
  );
  return files.filter((file) => !ended.has(file));
}

const hasEnded = ({ status }: { readonly status: string }): boolean =>
  status === 'passed' || status === 'todo';

/** Totals of what came to its end in a run that lost files. */
export function totalsWithout(report: VitestReport, lost: readonly string[]): Totals {
  const results = report.testResults
    .filter(({ name }) => !lost.includes(name))
    .flatMap(({ assertionResults }) => assertionResults);
  const passed = results.filter(({ status }) => status === 'passed').length;
  return { passed, failed: 0, skipped: results.length - passed };
}

/** Totals of a Playwright run. A flaky test did fail once, so it is a failure; so is an error outside tests. */
export function playwrightTotals(report: PlaywrightReport): Totals {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/** A runner that died before it wrote its report is one failure. */
export const diedEarly: Totals = { passed: 0, failed: 1, skipped: 0 };

export function addTotals(all: readonly Totals[]): Totals {
  return {
    passed: all.reduce((sum, one) => sum + one.passed, 0),
    failed: all.reduce((sum, one) => sum + one.failed, 0),
    skipped: all.reduce((sum, one) => sum + one.skipped, 0),
  };
}

/** `N passed, N failed` with `, N skipped` when there are any: the last line of `npm test`. */
export function closingLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
