import { makeSampleRepository } from '../support/sampleRepository';
import {
  makeDemandingRepository,
  makeLargeFolder,
  makeTellingFolder,
  makeWorkspaceFile,
} from '../support/workspaces';

/** A suite of extension host tests, and the window it runs in. Its tests are in `<name>.suite.ts` in this folder. */
type Suite = {
  readonly name: string;
  readonly isTrusted: boolean;
  /** Whether it needs built-in extensions with code, such as the outline of JSON. */
  readonly hasAllExtensions?: boolean;
} & (
  | {
      /**
       * Creates the workspace of the window in the suite's own directory.
       *
       * @returns the path of a folder or of a `.code-workspace` file; undefined for an empty window
       */
      readonly makeWorkspace: (directory: string) => Promise<string | undefined>;
    }
  | {
      /** An earlier suite. This suite continues with its workspace and state, in a new VS Code process. */
      readonly continues: string;
    }
);

/** In execution order: the longest first, together with those that continue them, so that none runs alone in the end. */
export const suites: readonly Suite[] = [
  { name: 'indexing', isTrusted: true, makeWorkspace: makeSampleRepository },
  { name: 'restart', isTrusted: true, continues: 'indexing' },
  { name: 'paused', isTrusted: true, continues: 'restart' },
  { name: 'provider', isTrusted: true, makeWorkspace: makeSampleRepository },
  { name: 'providerRestart', isTrusted: true, continues: 'provider' },
  { name: 'editor', isTrusted: true, hasAllExtensions: true, makeWorkspace: makeSampleRepository },
  { name: 'settings', isTrusted: true, makeWorkspace: makeSampleRepository },
  { name: 'closing', isTrusted: true, makeWorkspace: makeLargeFolder },
  { name: 'reopened', isTrusted: true, continues: 'closing' },
  { name: 'multiRoot', isTrusted: true, makeWorkspace: makeWorkspaceFile },
  { name: 'inventory', isTrusted: true, makeWorkspace: makeTellingFolder },
  { name: 'restricted', isTrusted: false, makeWorkspace: makeDemandingRepository },
  { name: 'emptyWindow', isTrusted: true, makeWorkspace: () => Promise.resolve(undefined) },
];
