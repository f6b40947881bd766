import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const { patienceMs, testTimeoutMs } = createRequire(import.meta.url)('./test/support/patience.json') as {
  patienceMs: number;
  testTimeoutMs: number;
};

/** Tests of the packaged extension in the window of a real VS Code; `npm test -- ui` prepares what they need. */
export default defineConfig({
  test: {
    include: ['test/e2e/*.test.ts'],
    globalSetup: ['test/e2e/support/installOnce.ts'],
    setupFiles: ['test/e2e/support/pictureFailures.ts'],
    // They take minutes and are there to be looked at: pictures, and the designed states with theirs. They run when they are named.
    exclude: process.env['SEMANTIC_SEARCH_NAMED_TESTS']
      ? []
      : ['test/e2e/pictures.test.ts', 'test/e2e/states.test.ts'],
    // The files in a process use one VS Code, see `test/e2e/support/runningVscode.ts`.
    isolate: false,
    // Three windows at a time, each in a VS Code and a browser of its own: a window waits for part of its time.
    maxWorkers: 3,
    maxConcurrency: 1,
    testTimeout: testTimeoutMs,
    hookTimeout: testTimeoutMs,
    expect: { poll: { timeout: patienceMs } },
  },
});
