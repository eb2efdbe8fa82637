/** `--self-test` beside the running program: it answers, and the desk that is open there goes on. */
import { expect, test } from '@playwright/test';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signedSelfTestReport } from '../../shared/self-test/contract.ts';
import { launchDesk } from '../support/launch-desk.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '自检-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

test('answers while the program runs, without touching its desk', async () => {
  const userDataDir = join(folder, 'profile');
  const desk = await launchDesk({ userDataDir });
  await expect(desk.page.getByText('不得录入涉密信息').first()).toBeVisible();
  await desk.page.evaluate((input) => window.desk.call('session.createCity', input), {
    officer: '市经办',
    deviceName: '市级电脑',
    passphrase: '白蒲河畔十月稻香',
  });
  await expect(desk.page.getByRole('heading', { name: '今日待办' })).toBeVisible();
  const before = readdirSync(join(userDataDir, 'desk')).toSorted();

  const file = join(folder, '报告.json');
  const test = await launchDesk({ userDataDir, args: [`--self-test=${file}`] });
  await test.ended;
  const report = signedSelfTestReport.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(report.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(report).toMatchObject({ ok: true, signature: null, signer: null });
  expect(report.unsignedBecause).toContain('不打开台账');
  expect(report.checks.find(({ name }) => name === 'desk.untouched')?.detail).toContain('没有打开台账');
  expect(test.output()).toContain('"desk.untouched"');

  expect(readdirSync(join(userDataDir, 'desk')).toSorted()).toEqual(before);
  await desk.page.evaluate(() => window.desk.call('town.create', { name: '试验镇', alias: '' }));
  await desk.close();
  await desk.ended;
  expect(existsSync(join(userDataDir, 'desk/desk.db'))).toBe(true);
});
