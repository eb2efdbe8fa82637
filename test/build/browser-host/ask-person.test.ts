import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, launchTimeoutMs, startFixture } from '../../support/host-fixture.ts';

let fixture: Fixture;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), '选择-'));
  fixture = await startFixture([], undefined, { interactive: true });
}, launchTimeoutMs);
afterAll(async () => {
  await fixture.dispose();
  rmSync(folder, { recursive: true, force: true });
}, launchTimeoutMs);

test('a place to save is typed; a missing folder and an existing file are pointed out', async () => {
  const { page } = fixture;
  const taken = join(folder, '台账.xlsx');
  writeFileSync(taken, 'old');
  const answer = fixture.ask('save', {
    title: '导出台账',
    defaultPath: join(folder, 'none', '台账.xlsx'),
    filters: [{ name: 'Excel', extensions: ['xlsx'] }],
  });
  const box = page.getByRole('dialog');
  await box.getByRole('button', { name: '保存' }).click();
  await box.getByText('没有这个文件夹').waitFor();
  await box.getByRole('textbox').fill(join(folder, '台账'));
  await box.getByRole('textbox').press('Enter');
  await box.getByText('要替换吗').waitFor();
  await box.getByRole('button', { name: '替换' }).click();
  expect(await answer).toEqual({ canceled: false, filePath: taken });
});

test('a file to open is chosen with the browser’s own chooser, and its path is known', async () => {
  const roster = join(folder, '名册.csv');
  writeFileSync(roster, 'a,b');
  const answer = fixture.ask('open', { title: '导入', filters: [{ name: '名册', extensions: ['csv'] }] });
  const box = fixture.page.getByRole('dialog');
  await box.locator('input[type=file]').setInputFiles(roster);
  await box.getByRole('button', { name: '打开' }).click();
  expect(await answer).toEqual({ canceled: false, filePaths: [roster] });
});

test('Esc cancels, and a message box tells which button was pressed', async () => {
  const cancelled = fixture.ask('save', { title: '导出' });
  const box = fixture.page.getByRole('dialog');
  await box.waitFor();
  await fixture.page.keyboard.press('Escape');
  expect(await cancelled).toEqual({ canceled: true, filePath: '' });

  const pressed = fixture.ask('ask', {
    message: '要继续吗？',
    buttons: ['不', '继续'],
    checkboxLabel: '不再询问',
  });
  await box.getByRole('checkbox').check();
  await box.getByRole('button', { name: '继续' }).click();
  expect(await pressed).toEqual({ response: 1, checkboxChecked: true });
});
