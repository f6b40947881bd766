import { defineConfig } from 'vitest/config';

/** Tests of the packaged extension in the window of a real VS Code; `npm test -- ui` prepares what they need. */
export default defineConfig({
  test: {
    include: ['test/e2e/*.test.ts'],
    // Pictures for people, which `npm run screenshots` takes.
    exclude: process.env['SEMANTIC_SEARCH_PICTURES'] ? [] : ['test/e2e/pictures.test.ts'],
    // One browser and one VS Code at a time: they are large, and tests wait for what the window shows.
    fileParallelism: false,
    maxConcurrency: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
