import type {
  EngineContract,
  SearchFilters,
  SearchParams,
  SimilarParams,
} from '../common/contracts/engineContract';
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
import type { FolderIndexes } from '../engine/folderIndexes';
import { rerankerRecords } from '../engine/reranking/records/rerankerRecords';
import type { SearchFilter } from '../engine/retrieval/query';
import type { SearchOptions } from '../engine/searching/searchParts';
import { listModels, testProvider } from '../node/askProvider';
import { testReranker } from '../node/createReranker';
import type { EndedThreads } from '../node/endedThreads';
import { HostFileSource } from '../node/hostFileSource';
import { EvaluationSession } from '../node/evaluation/evaluationSession';
import type { HostParts } from '../node/hostParts';
import { deletePublished } from '../node/postgres/openPublished';
import { resolveFolder } from '../node/workspaceFolder';
import { EngineSession } from './engineSession';

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
  const hostParts: HostParts = {
    dist,
    endedThreads,
    logger: hostLogger(host),
    virtualSource: (folder) => new HostFileSource(folder, host),
  };
  const session = new EngineSession(hostParts);
  serveCalls<EngineContract>(port, {
    ...sessionHandlers(session),
    ...publishingHandlers(session),
    ...searchHandlers(session),
    ...folderHandlers((folder) => session.folder(folder).index),
    ...providerHandlers(),
    ...evaluationHandlers(hostParts),
    ping: () => Promise.resolve(null),
  });
}

type SomeHandlers = Partial<Handlers<EngineContract>>;

function sessionHandlers(session: EngineSession) {
  return {
    open: async (options, context) => (await session.open(options, probeOptionsOf(context))).provider,
    tryNow: () => {
      session.tryNow();
      return Promise.resolve(null);
    },
    close: async () => {
      await session.close();
      return null;
    },
    openFolder: (options) => session.openFolder(options),
    closeFolder: ({ folder }) => {
      session.closeFolder(folder);
      return Promise.resolve(null);
    },
    status: async ({ folder }) => session.folder(folder).status(),
  } satisfies SomeHandlers;
}

function publishingHandlers(session: EngineSession) {
  return {
    openPublished: (options, { signal }) => session.openPublished(options, signal),
    publishedText: async ({ folder, path }) => (await session.engine()).published.textOf(folder, path),
    publish: async (params, { signal, report }) => {
      const { index } = session.folder(params.folder);
      const engine = await session.engine();
      return withThrottledProgress(report, (onProgress) =>
        engine.publish(params, index, {
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
  } satisfies SomeHandlers;
}

function searchHandlers(session: EngineSession) {
  const folders = async (): Promise<FolderIndexes> => (await session.engine()).folders;
  return {
    warmUp: async () => {
      await (await folders()).warmUp();
      return null;
    },
    firstFiles: async ({ query, ...filters }, { signal }) =>
      (await (await folders()).bringForward(query, filterOf(filters), signal)) ?? null,
    search: async ({ query, order, rerank, ...params }, { signal, report }) => {
      const { folders: all, rerankers } = await session.engine();
      const options = { ...optionsOf(params), order };
      if (!rerank) return all.search(query, options, signal);
      const reranker = await rerankers.get(rerank);
      const { patienceMs, pauseMs } = rerank;
      return all.searchRefined(query, options, { reranker, patienceMs, pauseMs, onFirst: report }, signal);
    },
    similar: async (params, { signal }) => (await folders()).similar(params, optionsOf(params), signal),
    excerpt: async (params) => (await folders()).excerpt(params),
    languages: async () => (await folders()).languages(),
  } satisfies SomeHandlers;
}

function providerHandlers() {
  return {
    providers: () => Promise.resolve(providerRecords.map(toProviderInfo)),
    listModels: (options, { signal }) => listModels(options, signal),
    testProvider: (options, context) => testProvider(options, probeOptionsOf(context)),
    rerankers: () => Promise.resolve(rerankerRecords.map(toServiceInfo)),
    testReranker: ({ reranker, cacheDirectory }, { signal }) =>
      testReranker(reranker, cacheDirectory, signal),
  } satisfies SomeHandlers;
}

function evaluationHandlers(hostParts: HostParts) {
  // Created when first used: few windows compare models.
  let session: EvaluationSession | undefined;
  const evaluation = (): EvaluationSession => (session ??= new EvaluationSession(hostParts));
  return {
    planEvaluation: (params, { signal, report }) =>
      withThrottledProgress(report, (onProgress) => evaluation().plan(params, { signal, onProgress })),
    runEvaluation: (_, { signal, report }) =>
      withThrottledProgress(report, (onProgress) => evaluation().run({ signal, onProgress })),
  } satisfies SomeHandlers;
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
