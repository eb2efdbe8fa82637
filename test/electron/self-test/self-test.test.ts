import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hostChecks } from '../../../electron/self-test/host-checks.ts';
import { killAndRecover } from '../../../electron/self-test/recover.ts';
import { runSelfTest } from '../../../electron/self-test/report.ts';
import { temporaryFolder, testNowMs } from '../../support/database.ts';

const page = { nodeNames: [], bridge: ['call', 'onProgress', 'onChanged', 'onSettle'] };

it('passes here, says which host ran, and leaves nothing behind', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('desk-self-test-'));
  const report = await runSelfTest({
    version: '0.1.0',
    host: 'browser-host',
    nowMs: testNowMs,
    isDeskOpen: false,
    hostChecks: async () =>
      hostChecks({
        host: 'browser-host',
        page,
        sandboxed: [],
        keyring: { name: 'basic_text', seals: false },
        fuses: null,
        isPackaged: false,
      }),
  });
  expect(report.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(report).toMatchObject({ v: 2, ok: true, host: 'browser-host', program: '0.1.0' });
  expect(report.versions.sqlite).toMatch(/^3\./);
  const pragmas = report.checks.find(({ name }) => name === 'database.pragmas')?.detail;
  expect(pragmas).toContain('synchronous=2');
  // The browser host claims nothing about Electron.
  const claims = report.checks.filter(({ name }) => /^(page|keyring|fuses)/.test(name));
  expect(claims.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('desk-self-test-'))).toEqual(before);
}, 120_000);

it('a page that sees Node, or a renderer outside the sandbox, fails', () => {
  const outcome = (facts: Partial<Parameters<typeof hostChecks>[0]>): string[] =>
    hostChecks({
      host: 'electron',
      page,
      sandboxed: [true],
      keyring: { name: 'dpapi', seals: true },
      fuses: [],
      isPackaged: true,
      ...facts,
    }).map((check) => `${check.name} ${check.outcome}`);
  expect(outcome({})).toContain('page.isolated passed');
  expect(outcome({})).toContain('page.sandboxed passed');
  expect(outcome({ page: { ...page, nodeNames: ['process'] } })).toContain('page.isolated failed');
  expect(outcome({ page: { ...page, bridge: ['call', 'ipc'] } })).toContain('page.isolated failed');
  expect(outcome({ page: null })).toContain('page.isolated failed');
  expect(outcome({ sandboxed: [true, false] })).toContain('page.sandboxed failed');
});

it('says so when the writer does not write', async () => {
  const file = join(temporaryFolder(), 'killed.db');
  const mute = { program: process.execPath, args: ['-e', '0'] };
  await expect(killAndRecover(file, mute)).rejects.toThrow('the writer ended after 0 saves');
});
