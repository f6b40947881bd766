import * as l10n from '@vscode/l10n';
import type {
  EngineContract,
  SearchFilters,
  SearchParams,
  SimilarParams,
} from '../common/contracts/engineContract';
import { CancelledError, messageOf, SemanticSearchError } from '../common/errors/errors';
import type { HostContract } from '../common/contracts/hostContract';
import type { Logger } from '../common/logger';
import type { IndexProgress } from '../common/contracts/indexReport';
import {
  serveCalls,
  type CallContext,
  type Handlers,
  type RemoteCaller,
  type MessagePort,
} from '../common/contracts/remoteCalls';
import { withThrottledProgress } from '../common/throttle';
import { toProviderInfo, toServiceInfo } from '../engine/embedding/providers/toProviderInfo';
import { providerRecords } from '../engine/embedding/providers/providerRecords';
import type { ProbeOptions } from '../engine/embedding/remote/probe';
import {
  folderCalls,
  type FolderCall,
  type FolderCallOptions,
  type FolderIndex,
} from '../engine/folderIndex';
import { rerankerRecords } from '../engine/reranking/records/rerankerRecords';
import type { SearchFilter } from '../engine/retrieval/query';
import type { SearchOptions } from '../engine/searching/searchParts';
import { listModels, testProvider } from '../node/askProvider';
import { testReranker } from '../node/createReranker';
import type { EndedThreads } from '../node/endedThreads';
import { HostFileSource } from '../node/hostFileSource';
import { EvaluationSession } from '../node/evaluation/evaluationSession';
import {
  openEngine,
  resolveFolder,
  type EngineFolder,
  type Engine,
  type HostParts,
} from '../node/openEngine';
import { deletePublished } from '../node/postgres/openPublished';

/** Dependencies of the engine. */
export interface EngineOptions {
  /** Directory of the built files: models, grammars, lexicons. */
  readonly dist: string;
  /** Ended threads of this process. */
  readonly endedThreads: EndedThreads;
  /** Writes the log and reads virtual folders. */
  readonly host: RemoteCaller<HostContract>;
}

/** Answers the calls received at a port with a new engine. `open` closes the engine that it opened before. */
export function serveEngine(port: MessagePort, { dist, endedThreads, host }: EngineOptions): void {
  let opening: Promise<Engine> | undefined;
  let opened: Engine | undefined;
  const folders = new Map<string, EngineFolder>();
  const hostParts: HostParts = {
    dist,
    endedThreads,
    logger: hostLogger(host),
    virtualSource: (folder) => new HostFileSource(folder, host),
  };
  let evaluation: EvaluationSession | undefined;

  const engine = (): Promise<Engine> => {
    if (opening) return opening;
    throw new SemanticSearchError('INTERNAL', 'No model is loaded.', 'Call open first.');
  };
  const folderOf = (name: string): EngineFolder => {
    const folder = folders.get(name);
    if (folder) return folder;
    throw new SemanticSearchError(
      'FOLDER_NOT_FOUND',
      l10n.t('The folder {0} is not open.', name),
      l10n.t('Open it first.'),
    );
  };

  serveCalls<EngineContract>(port, {
    open: async (options, context) => {
      const former = opened;
      opened = undefined;
      const own = openEngine(options, hostParts, probeOptionsOf(context));
      opening = own;
      await former?.close().catch((error: unknown) => {
        hostParts.logger?.warn(`The former engine could not be closed: ${messageOf(error)}`);
      });
      const engine = await own;
      if (opening !== own) {
        await engine.close();
        throw new CancelledError();
      }
      opened = engine;
      return engine.provider;
    },
    tryNow: () => {
      opened?.tryNow();
      return Promise.resolve(null);
    },
    close: async () => {
      await opened?.close();
      return null;
    },
    openFolder: async (options) => {
      const opener = await engine();
      try {
        const folder = await opener.openFolder(options);
        folders.set(options.folder, folder);
        opener.closePublished(options.folder);
        return folder.index.summary();
      } catch (error) {
        // Also close an instance opened before with other options, which this call was to replace.
        folders.get(options.folder)?.close();
        folders.delete(options.folder);
        throw error;
      }
    },
    openPublished: async (options, { signal }) => {
      const summary = await (await engine()).openPublished(options, signal);
      folders.get(options.folder)?.close();
      folders.delete(options.folder);
      return summary;
    },
    publishedText: async (file) => (await engine()).publishedText(file),
    publish: async (params, { signal, report }) => {
      const { index } = folderOf(params.folder);
      const opened = await engine();
      return withThrottledProgress(report, (onProgress) =>
        opened.publish(params, index, {
          signal,
          onProgress: (done, total) => {
            onProgress({ phase: 'publishing', done, total });
          },
        }),
      );
    },
    deletePublished: async ({ folder, ...postgres }, { signal }) => {
      await deletePublished(postgres, await resolveFolder(folder), signal);
      return null;
    },
    closeFolder: ({ folder }) => {
      folders.get(folder)?.close();
      folders.delete(folder);
      opened?.closePublished(folder);
      return Promise.resolve(null);
    },
    warmUp: async () => {
      await (await engine()).folders.warmUp();
      return null;
    },
    ...folderHandlers((folder) => folderOf(folder).index),
    firstFiles: async ({ query, ...filters }, { signal }) =>
      (await (await engine()).folders.bringForward(query, filterOf(filters), signal)) ?? null,
    search: async ({ query, order, rerank, ...params }, { signal, report }) => {
      const { folders: all, rerankers } = await engine();
      const options = { ...optionsOf(params), order };
      if (!rerank) return all.search(query, options, signal);
      const reranker = await rerankers.get(rerank);
      const { patienceMs, pauseMs } = rerank;
      return all.searchRefined(query, options, { reranker, patienceMs, pauseMs, onFirst: report }, signal);
    },
    similar: async (params, { signal }) =>
      (await engine()).folders.similar(params, optionsOf(params), signal),
    excerpt: async (params) => (await engine()).folders.excerpt(params),
    languages: async () => (await engine()).folders.languages(),
    status: ({ folder }) => folderOf(folder).status(),
    ping: () => Promise.resolve(null),
    providers: () => Promise.resolve(providerRecords.map(toProviderInfo)),
    listModels: (options, { signal }) => listModels(options, signal),
    testProvider: (options, context) => testProvider(options, probeOptionsOf(context)),
    rerankers: () => Promise.resolve(rerankerRecords.map(toServiceInfo)),
    testReranker: ({ reranker, cacheDirectory }, { signal }) =>
      testReranker(reranker, cacheDirectory, signal),
    planEvaluation: (params, { signal, report }) =>
      withThrottledProgress(report, (onProgress) =>
        (evaluation ??= new EvaluationSession(hostParts)).plan(params, { signal, onProgress }),
      ),
    runEvaluation: (_, { signal, report }) =>
      withThrottledProgress(report, (onProgress) =>
        (evaluation ??= new EvaluationSession(hostParts)).run({ signal, onProgress }),
      ),
  });
}

/** Passes each call that is about a folder to the index of that folder. */
function folderHandlers(
  indexOf: (folder: string) => FolderIndex,
): Pick<Handlers<EngineContract>, FolderCall> {
  const handlerOf = (call: FolderCall) => (params: { readonly folder: string }, context: CallContext) => {
    const index = indexOf(params.folder);
    // FolderIndex implements the types of the contract; the compiler cannot relate those of `params` and `call`.
    const answer = index[call].bind(index) as (params: object, options: FolderCallOptions) => unknown;
    return withThrottledProgress(context.report, (report) =>
      Promise.resolve(answer(params, { signal: context.signal, report })),
    );
  };
  const handlers = folderCalls.map((call) => [call, handlerOf(call)] as const);
  return Object.fromEntries(handlers) as unknown as Pick<Handlers<EngineContract>, FolderCall>;
}

function optionsOf({
  limit,
  patienceMs,
  locale,
  ...params
}: Omit<SearchParams, 'query'> | SimilarParams): SearchOptions {
  return { ...(limit !== undefined && { limit }), filter: filterOf(params), patienceMs, locale };
}

function filterOf(params: SearchFilters): SearchFilter {
  const { kind, languages, paths, excludedPaths, folderPaths, excludedFolderPaths, folders, files } = params;
  return {
    ...(kind && { kind }),
    ...(languages && { languages }),
    ...(paths && { paths }),
    ...(excludedPaths && { excludedPaths }),
    ...(folderPaths && { folderPaths }),
    ...(excludedFolderPaths && { excludedFolderPaths }),
    ...(folders && { folders }),
    ...(files && { files }),
  };
}

function probeOptionsOf({
  signal,
  report,
}: Pick<CallContext, 'signal'> & { report: (progress: IndexProgress) => void }): ProbeOptions {
  return {
    signal,
    onModelLoading: (isLoading) => {
      if (isLoading) report({ phase: 'loadingModel', done: 0, total: 0 });
    },
  };
}

function hostLogger(host: RemoteCaller<HostContract>): Logger {
  const at =
    (level: keyof Logger) =>
    (message: string): void => {
      // A failed call means that the host is gone, and then this thread ends too.
      host.call('log', { level, message }).catch(() => undefined);
    };
  return { trace: at('trace'), debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
