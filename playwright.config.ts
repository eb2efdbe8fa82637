import { defineConfig } from '@playwright/test';
import { ensureBundles } from './build/bundles.ts';

// Once, before the workers start: each of them reads this file again.
if (process.env['TEST_WORKER_INDEX'] === undefined) ensureBundles();

/**
 * The month, played in the real window (test/e2e). A spec starts its own desk in its own folder, so there is
 * no server to start here; a retry would hide what a user meets.
 */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: process.env['CI'] ? 1 : 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
});
