import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{shared,db,electron,renderer,build}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
  },
});
