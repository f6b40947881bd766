import { makeSampleRepository } from '../support/sampleRepository';

/** A suite of extension-host tests, and the window it runs in. Its tests are in `<name>.suite.ts` beside this file. */
interface Suite {
  readonly name: string;
  readonly isTrusted: boolean;
  /**
   * Makes what the window opens, in a directory of the suite's own.
   *
   * @returns the path of a folder or of a `.code-workspace` file; undefined for an empty window
   */
  makeWorkspace(directory: string): Promise<string | undefined>;
}

/** In the order they run in. */
export const suites: readonly Suite[] = [
  { name: 'smoke', isTrusted: true, makeWorkspace: makeSampleRepository },
];
