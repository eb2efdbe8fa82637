import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runUnitTests } from '../../build/counted.ts';
import { projectRoot } from '../../build/steps.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lgd-counted-'));
  mkdirSync(join(folder, 'test'));
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeTest('quiet', '');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the unit tests of a run in which a process was ended from outside', () => {
  test('are run once more where it was lost, and count as they come out then', () => {
    writeTest('once', `if (!existsSync('been')) { writeFileSync('been', ''); die(); }`);
    expect(run()).toEqual({ passed: 2, failed: 0, skipped: 0 });
  });

  test('fail when the process is lost again', () => {
    writeTest('always', 'die();');
    expect(run().failed).toBeGreaterThan(0);
  });

  test('are not run again when a test failed', () => {
    writeTest('broken', `expect(existsSync('nowhere')).toBe(true);`);
    writeTest('once', `appendFileSync('been', 'x'); die();`);
    expect(run().failed).toBeGreaterThan(0);
    expect(readFileSync(join(folder, 'been'), 'utf8')).toBe('x');
  });
});

function run() {
  return runUnitTests({ folder, report: join(folder, 'unit.json'), shown: false });
}

function writeTest(name: string, body: string): void {
  const source = `
    import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
    import { expect, test } from 'vitest';
    const die = () => process.kill(process.pid, 'SIGSEGV');
    test('${name}', () => { ${body} });
  `;
  writeFileSync(join(folder, 'test', `${name}.test.ts`), source);
}
