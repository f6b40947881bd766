import path from 'node:path';
import type { TestSpecification } from 'vitest/node';

/** Sent to the process of {@link serveTests}. */
export interface TestRequest {
  /** The file with a mutant; undefined if there is none. */
  readonly changed: string | undefined;
  /** In the order in which they run. */
  readonly tests: readonly string[];
}

/** Sent by it: after each file of tests, and in the end. */
export type TestReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'finished'; readonly test: string; readonly ms: number }
  | {
      readonly kind: 'result';
      /** Tests, and errors outside of tests. */ readonly failed: readonly string[];
    };

/** Runs tests for the parent process until that disconnects: Vitest starts once, and transforms only what changed. */
export async function serveTests(root: string): Promise<void> {
  const { createVitest, BaseSequencer } = await import('vitest/node');
  class AsRequested extends BaseSequencer {
    override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return Promise.resolve(files);
    }
  }
  const send = (reply: TestReply): void => void process.send!(reply);
  let failed: string[] = [];
  const vitest = await createVitest('test', {
    root,
    watch: false,
    include: ['test/unit/**/*.test.ts'],
    // Without the build that the tests of programs need: it would take longer than the tests.
    globalSetup: [],
    // A test that loops ends together with the process.
    pool: 'threads',
    maxWorkers: 1,
    bail: 1,
    silent: true,
    sequence: { sequencer: AsRequested },
    reporters: [
      {
        onTestRunStart: () => {
          failed = [];
        },
        // What Vitest returns from a run also has the failures of those before.
        onTestModuleEnd: (module) => {
          const test = path.relative(root, module.moduleId).replaceAll('\\', '/');
          if (!module.ok()) failed.push(test);
          const { duration, collectDuration } = module.diagnostic();
          send({ kind: 'finished', test, ms: duration + collectDuration });
        },
        onTestRunEnd: (_, errors) => {
          failed.push(...errors.map(({ message }) => message));
        },
      },
    ],
  });
  await vitest.globTestSpecifications();
  // The file of the request before has its own text again.
  let previous: string | undefined;
  process.on('message', ({ changed, tests }: TestRequest) => {
    for (const file of [previous, changed])
      if (file !== undefined) vitest.invalidateFile(path.join(root, file));
    previous = changed;
    const specifications = tests.flatMap((test) => vitest.getModuleSpecifications(path.join(root, test)));
    void vitest.runTestSpecifications(specifications).then(() => {
      send({ kind: 'result', failed });
    });
  });
  process.on('disconnect', () => process.exit());
  send({ kind: 'ready' });
}
