import { defineConfig } from 'vitest/config';

/** Tests of the packaged extension in the window of a real VS Code; `npm test -- ui` prepares what they need. */
export default defineConfig({
  test: {
    include: ['test/e2e/*.test.ts'],
    setupFiles: ['test/e2e/support/pictureFailures.ts'],
    // They take minutes and are there to be looked at: pictures, and the designed states with theirs. They run when they are named.
    exclude: process.env['SEMANTIC_SEARCH_NAMED_TESTS']
      ? []
      : ['test/e2e/pictures.test.ts', 'test/e2e/states.test.ts'],
    // One browser and one VS Code at a time: they are large, and tests wait for what the window shows.
    fileParallelism: false,
    maxConcurrency: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
