import type * as vscode from 'vscode';
import type { SemanticSearchExports } from '../../api';
import type { ProviderSummary } from '../common/contracts/providerInfo';
import type { IndexState } from '../common/contracts/indexState';
import type { Services } from './createServices';
import { publicApi } from './links/publicApi';
import type { SearchService } from './services';

/** Result of activation. `getApi` is for other extensions; the rest is for the tests and benchmarks of this repository. */
export interface ExtensionExports extends SemanticSearchExports {
  readonly state: IndexState;
  readonly onDidChangeState: vscode.Event<IndexState>;
  /** The model that answers; undefined before it is loaded. */
  readonly provider: ProviderSummary | undefined;
  /** Resolves when all known changes are in the index. */
  settled(): Promise<void>;
  search: SearchService['search'];
  /** Only in test runs. */
  readonly testing?: {
    /** Stops the engine's thread as if it had crashed. */
    crashEngine(): Promise<void>;
    readonly indexDirectory: string;
  };
}

/** @param isTestRun whether VS Code runs the tests of this extension */
export function createExports(services: Services, isTestRun: boolean): ExtensionExports {
  const { generations, indexing, search, indexDirectory } = services;
  return {
    getApi: (version) => publicApi(version, services),
    get state() {
      return indexing.state;
    },
    get provider() {
      return services.provider();
    },
    onDidChangeState: indexing.onDidChangeState,
    settled: () => indexing.settled(),
    search: (params, signal) => search.search(params, signal),
    ...(isTestRun && {
      testing: { crashEngine: async () => (await generations.answering()).engine.crash(), indexDirectory },
    }),
  };
}
