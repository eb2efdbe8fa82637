import { describe, expect, test } from 'vitest';
import { addTotals, closingLine, diedEarly, playwrightTotals, vitestTotals } from '../../build/totals.ts';

const greenUnit = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
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
    const broken = { status: 'failed', assertionResults: [] };
    const report = { ...greenUnit, success: false, testResults: [...greenUnit.testResults, broken] };
    expect(vitestTotals(report).failed).toBe(1);
  });

  test('counts an unhandled rejection outside any test as a failure', () => {
    expect(vitestTotals({ ...greenUnit, success: false }).failed).toBe(1);
  });

  test('counts a failed test once', () => {
    const file = { status: 'failed', assertionResults: [{}] };
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
