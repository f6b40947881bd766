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

/** Files that take half a minute or more, by what they wait for: nothing would run beside them if they came last. */
const longest = [
  'providers/faultsOfTexts',
  'providers/conformance',
  'killedIndexer',
  'providers/faultsOfStatus',
  'badInput',
  'changes',
  'commandLine',
  'providers/faultsOfConnection',
  'folderIndexing',
].map((name) => `/test/integration/${name}.test.ts`);

/** The longest files first, then the other integration tests. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((name) => moduleId.endsWith(name));
      if (place >= 0) return place;
      return moduleId.includes('/test/integration/') ? longest.length : longest.length + 1;
    };
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
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
