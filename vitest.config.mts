import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const require = createRequire(import.meta.url);
const { watVitePlugin } = require('./scripts/buildKernel.js') as {
  watVitePlugin: NonNullable<ViteUserConfig['plugins']>[number];
};
const { patienceMs, testTimeoutMs } = require('./test/support/patience.json') as {
  patienceMs: number;
  testTimeoutMs: number;
};

/** Integration tests first: some take half a minute, which nothing runs beside when they come last. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/integration/');
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  plugins: [watVitePlugin],
  test: {
    include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts'],
    globalSetup: ['test/support/freshBuild.ts'],
    testTimeout: testTimeoutMs,
    hookTimeout: testTimeoutMs,
    expect: { poll: { timeout: patienceMs } },
    // Many wait for sockets and programs more than they work.
    maxWorkers: 2 * availableParallelism(),
    sequence: { sequencer: LongestFirst },
  },
});
