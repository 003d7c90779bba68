import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They take longest, the first of these most of all: what is begun last must be short. */
const FIRST = ['/flow/crash.', '/flow/sandbox-page.', '/flow/bad-days.', '/flow/'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      FIRST.findIndex((part) => moduleId.includes(part)) + 1 || FIRST.length + 1;
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

const root = new URL('..', import.meta.url).pathname;
/** Hundreds of clicks at once must be answered within the three seconds of Slack: nothing else runs meanwhile. */
const ALONE = ['test/flow/clicks.test.ts'];

const each = {
  root,
  testTimeout: 60_000,
  hookTimeout: 150_000,
  pool: 'forks',
  // No test replaces a module or changes the environment: the next file goes on in the same process, with what is loaded.
  isolate: false,
  // Tests that wait for something to settle wait side by side.
  maxConcurrency: 20,
} as const;

export default defineConfig({
  test: {
    root,
    globalSetup: ['test/build-product.ts'],
    // Most of them wait for the product, not for the processor.
    maxWorkers: 5,
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...each, name: 'together', include: ['test/**/*.test.ts'], exclude: ALONE } },
      { test: { ...each, name: 'alone', include: ALONE, sequence: { groupOrder: 1 } } },
    ],
  },
});
