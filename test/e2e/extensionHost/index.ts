import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { testTimeoutMs } from '../../support/patience';

/** Outcome of one test, read by the runner outside VS Code. */
interface TestOutcome {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Why it failed, with its stack. */
  readonly message?: string;
}

/**
 * Creates a program that VS Code runs in its extension host.
 *
 * @param define declares the tests, with mocha's `describe` and `it`
 * @returns the function that the program exports as `run`. It resolves when all tests have passed. After each test it writes
 *   all outcomes to the file named by the environment variable SEMANTIC_SEARCH_TEST_RESULTS
 */
export function defineSuite(define: () => void): () => Promise<void> {
  return () =>
    new Promise((resolve, reject) => {
      process.setSourceMapsEnabled(true);
      const mocha = new Mocha({ ui: 'bdd', timeout: testTimeoutMs, reporter: SilentReporter });
      // Mocha does this itself before it loads a test file; here the tests are part of this program.
      mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
      define();
      const outcomes: TestOutcome[] = [];
      const add = (test: Mocha.Runnable, state: TestOutcome['state'], error?: Error): void => {
        outcomes.push({
          title: test.fullTitle(),
          state,
          ...(error && { message: error.stack ?? error.message }),
        });
        writeResults(outcomes, false);
      };
      mocha
        .run((failures) => {
          writeResults(outcomes, true);
          if (failures === 0) resolve();
          else reject(new Error(`${failures} failed`));
        })
        .on('pass', (test) => {
          add(test, 'passed');
        })
        .on('fail', (test, error: Error) => {
          add(test, 'failed', error);
        })
        .on('pending', (test) => {
          add(test, 'skipped');
        });
    });
}

function writeResults(tests: readonly TestOutcome[], isComplete: boolean): void {
  const file = process.env['SEMANTIC_SEARCH_TEST_RESULTS'];
  if (file === undefined) throw new Error('SEMANTIC_SEARCH_TEST_RESULTS names no file.');
  writeFileSync(file, JSON.stringify({ isComplete, tests }));
}

/** The runner outside prints the outcomes. */
class SilentReporter extends Mocha.reporters.Base {}
