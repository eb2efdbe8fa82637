import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Generous: a slow disk or a busy machine is no failure, and nothing here asserts a time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
