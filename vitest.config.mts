import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration, type ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const require = createRequire(import.meta.url);
const { watVitePlugin } = require('./scripts/buildKernel.js') as {
  watVitePlugin: NonNullable<ViteUserConfig['plugins']>[number];
};
const { vectraVitePlugin } = require('./scripts/vectraAlias.js') as {
  vectraVitePlugin: NonNullable<ViteUserConfig['plugins']>[number];
};
const { patienceMs, testTimeoutMs } = require('./test/support/patience.json') as {
  patienceMs: number;
  testTimeoutMs: number;
};

/** Files that take fifteen seconds or more, mostly by what they wait for: nothing would run beside them if they came last. */
const longest = [
  'integration/providers/faultsOfTexts',
  'integration/providers/conformance',
  'integration/killedIndexer',
  'unit/store/lock',
  'integration/badInput',
  'integration/changes',
  'integration/providers/faultsOfStatus',
  'integration/commandLine',
  'unit/store/diskIndexStore',
  'unit/store/faultInjection',
  'integration/providers/faultsOfConnection',
  'unit/embedding/sharedEmbeddingCache',
  'unit/store/suspended',
].map((name) => `/test/${name}.test.ts`);

/** The longest files first, then the other integration tests, and last the files with processes of their own. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId, project: { config } }: TestSpecification): number => {
      if (config.isolate) return longest.length + 2;
      const place = longest.findIndex((name) => moduleId.endsWith(name));
      if (place >= 0) return place;
      return moduleId.includes('/test/integration/') ? longest.length : longest.length + 1;
    };
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

const tests = ['test/unit', 'test/integration'].flatMap((directory) =>
  readdirSync(path.join(import.meta.dirname, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${directory}/${name.replaceAll(path.sep, '/')}`),
);

/**
 * Files that replace modules need a process each: the others would get the replaced modules. The others share processes, since
 * starting one and loading the sources into it takes longer than most files.
 */
const isolated = tests.filter((file) =>
  /\bvi\.(?:doM|m)ock\(/.test(readFileSync(path.join(import.meta.dirname, file), 'utf8')),
);

function project(name: string, options: { include: string[]; exclude: string[]; isolate: boolean }) {
  return {
    plugins: [watVitePlugin, vectraVitePlugin],
    test: {
      name,
      ...options,
      testTimeout: testTimeoutMs,
      hookTimeout: testTimeoutMs,
      expect: { poll: { timeout: patienceMs } },
      setupFiles: ['test/support/keepCompiled.ts'],
      unstubEnvs: true,
      unstubGlobals: true,
    },
  } satisfies TestProjectInlineConfiguration;
}

export default defineConfig({
  test: {
    globalSetup: ['test/support/freshBuild.ts'],
    // Many wait for sockets and programs more than they work.
    maxWorkers: 3 * availableParallelism(),
    sequence: { sequencer: LongestFirst },
    projects: [
      project('shared', {
        include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts'],
        exclude: isolated,
        isolate: false,
      }),
      project('isolated', { include: isolated, exclude: [], isolate: true }),
    ],
  },
});
