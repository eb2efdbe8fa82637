import { expect, test } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskKind, launchDesk } from '../support/launch-desk.ts';

let userDataDir: string;
test.beforeEach(() => {
  test.info().annotations.push({ type: 'host', description: deskKind() });
  userDataDir = mkdtempSync(join(tmpdir(), '工作台-'));
});
test.afterEach(() => rmSync(userDataDir, { recursive: true, force: true, maxRetries: 3 }));

test('opens on the first-run screen, asks nothing of the network and complains of nothing', async () => {
  const desk = await launchDesk({ userDataDir });
  const complaints: string[] = [];
  desk.page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  desk.page.on('pageerror', (error) => complaints.push(error.message));
  const strangers: string[] = [];
  desk.page.on('request', (request) => {
    if (!/^(app:\/\/desk|https:\/\/desk\.invalid|data:|blob:)/.test(request.url()))
      strangers.push(request.url());
  });
  await expect(desk.page.getByText('不得录入涉密信息')).toBeVisible();
  await expect(desk.page).toHaveTitle(/专精特新培育工作台/);
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
  await desk.close();
});

test('two desks stand side by side, and one that was killed opens again', async () => {
  const other = join(userDataDir, 'other');
  const [first, second] = await Promise.all([
    launchDesk({ userDataDir: join(userDataDir, 'one') }),
    launchDesk({ userDataDir: other }),
  ]);
  await expect(first.page.getByText('不得录入涉密信息')).toBeVisible();
  await first.kill();
  await expect(second.page.getByText('不得录入涉密信息')).toBeVisible();
  const again = await launchDesk({ userDataDir: join(userDataDir, 'one') });
  await expect(again.page.getByText('不得录入涉密信息')).toBeVisible();
  await again.close();
  await second.close();
});
