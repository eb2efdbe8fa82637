import { describe, expect, test } from 'vitest';
import {
  addTotals,
  closingLine,
  diedEarly,
  lostFiles,
  playwrightTotals,
  totalsWithout,
  vitestTotals,
} from '../../build/totals.ts';

const greenUnit = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  testResults: [{ name: '/a.test.ts', status: 'passed', assertionResults: [{ status: 'passed' }] }],
};
const greenE2e = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };

describe('the closing line of npm test', () => {
  test('adds both runners', () => {
    expect(closingLine(addTotals([vitestTotals(greenUnit), playwrightTotals(greenE2e)]))).toBe(
      '15 passed, 0 failed',
    );
  });

  test('names skipped and todo tests only when there are any', () => {
    const unit = vitestTotals({ ...greenUnit, numPendingTests: 1, numTodoTests: 1 });
    expect(closingLine(unit)).toBe('12 passed, 0 failed, 2 skipped');
  });

  test('counts a file that could not be loaded as a failure', () => {
    const broken = { name: '/b.test.ts', status: 'failed', assertionResults: [] };
    const report = { ...greenUnit, success: false, testResults: [...greenUnit.testResults, broken] };
    expect(vitestTotals(report).failed).toBe(1);
  });

  test('counts an unhandled rejection outside any test as a failure', () => {
    expect(vitestTotals({ ...greenUnit, success: false }).failed).toBe(1);
  });

  test('counts a failed test once', () => {
    const file = { name: '/b.test.ts', status: 'failed', assertionResults: [{ status: 'failed' }] };
    const report = { ...greenUnit, numFailedTests: 1, success: false, testResults: [file] };
    expect(vitestTotals(report).failed).toBe(1);
  });

  test('counts flaky specs and errors outside specs as failures', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 };
    expect(playwrightTotals({ stats, errors: [{}] })).toEqual({ passed: 3, failed: 3, skipped: 0 });
  });

  test('says that a runner died before it could report', () => {
    expect(closingLine(diedEarly)).toBe('0 passed, 1 failed');
  });
});

describe('a process that ended before its tests did', () => {
  const begun = {
    name: '/b.test.ts',
    status: 'passed',
    assertionResults: [{ status: 'passed' }, { status: 'pending' }],
  };
  const report = { ...greenUnit, success: false, testResults: [...greenUnit.testResults, begun] };
  const files = ['/a.test.ts', '/b.test.ts', '/c.test.ts'];

  test('loses the file with a test that never ended, and the one nothing is known of', () => {
    expect(lostFiles(report, files)).toEqual(['/b.test.ts', '/c.test.ts']);
    expect(totalsWithout(report, ['/b.test.ts', '/c.test.ts'])).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });

  test('loses nothing where all went well or a test failed: that is the news then', () => {
    expect(lostFiles({ ...report, success: true }, files)).toEqual([]);
    expect(lostFiles({ ...report, numFailedTests: 1 }, files)).toEqual([]);
  });
});
