import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-product.ts'],
    testTimeout: 60_000,
    hookTimeout: 150_000,
    pool: 'forks',
    // Most of them wait for the product, not for the processor.
    maxWorkers: 4,
    // Tests that wait for something to settle wait side by side.
    maxConcurrency: 13,
  },
});
