import { realpath, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type {
  CorpusSettings,
  EngineContract,
  FolderOptions,
  StatusReport,
} from '../common/contracts/engineContract';
import type { EngineOptions } from '../common/contracts/engineOptions';
import type { ProviderSummary } from '../common/contracts/providerInfo';
import type { PublishedSummary, PublishParams, PublishReport } from '../common/contracts/published';
import { messageOf, SemanticSearchError, systemCodeOf, throwIfCancelled } from '../common/errors/errors';
import { silentLogger, type Logger } from '../common/logger';
import { createChunker } from '../engine/chunking/chunker';
import type { CorpusOptions } from '../engine/corpus/walkCorpus';
import { defaultExcludes } from '../engine/corpus/corpusOptions';
import { IncludeFilter } from '../engine/corpus/globFilter';
import type { FileSource } from '../engine/corpus/fileSource';
import { noEmbeddingCache, type EmbeddingCache } from '../engine/embedding/embeddingCache';
import { createBuiltinProvider } from '../engine/embedding/builtinProvider';
import { summaryOf, type EmbeddingProvider } from '../engine/embedding/embeddingProvider';
import { noSharedVectors } from '../engine/embedding/sharedVectors';
import { FolderIndex, type FolderIndexParts } from '../engine/folderIndex';
import { Lexicons } from '../engine/lexicon/lexicons';
import { TermAnalyzer } from '../engine/retrieval/terms';
import type { WordModel } from '../engine/ranking/pathLikeness';
import type { SearchTools } from '../engine/searching/searchParts';
import { TurnTaking } from '../engine/turnTaking';
import { FolderIndexes } from '../engine/folderIndexes';
import { AnalysisPool } from './analysis/analysisPool';
import { readIsOnBattery } from './analysis/powerSource';
import { automaticThreadCount } from './analysis/threadCount';
import { builtinModel } from './builtinModel';
import { contentHash } from './sha256ContentHash';
import type { ProbeOptions } from '../engine/embedding/remote/probe';
import { cpuTimeMs } from './cpuTime';
import { createProvider, type CreatedProvider } from './createProvider';
import { LastReranker } from './createReranker';
import { sharedModel } from './modelFiles';
import type { EndedThreads } from './endedThreads';
import { fingerprintOf } from './fingerprints';
import { directoryUse, workspaceDirectory } from './indexDirectory';
import { openModelCaches } from './modelCaches';
import { createGrammarSource } from './nodeGrammarSource';
import { createLexiconSource } from './nodeLexiconSource';
import { NodeFileSource } from './nodeFileSource';
import { NodeRepositories } from './git/nodeRepositories';
import { openPublished, publishTo, type OpenedPublished } from './postgres/openPublished';
import type { PublishOptions } from './postgres/publishBranch';
import { startFromCopy } from './startFromCopy';
import { indexDirectoryName } from './store/copyIndex';
import { openSharedResults } from './sharedResults/openSharedResults';
import type { TeamResults } from './sharedResults/teamVectors';
import { openIndexStore } from './store/diskIndexStore';
import { removeFormerCache, removeUnusedBeside } from './unusedDirectories';

/** The index of one workspace folder on this machine's disk. */
export interface EngineFolder {
  /** The path as requested. */
  readonly folder: string;
  readonly index: FolderIndex;
  status(): Promise<StatusReport>;
  /** Stops searching the folder. The stored index is kept. */
  close(): void;
}

type PublishedTextCall = EngineContract['publishedText'];

/** The engine assembled on this machine. */
export interface Engine {
  readonly folders: FolderIndexes;
  readonly provider: ProviderSummary;
  /** Rerankers for searches, created on demand. */
  readonly rerankers: Pick<LastReranker, 'get'>;
  /** The user requested a retry; see `EmbeddingProvider.tryNow`. */
  tryNow(): void;
  /** Writes pending data to disk. */
  close(): Promise<void>;
  /**
   * Opens a folder. An instance that is already open keeps answering until the new one can, and then stops.
   *
   * @throws SemanticSearchError FOLDER_NOT_FOUND, FOLDER_UNREADABLE, INDEX_UNWRITABLE
   */
  openFolder(options: FolderOptions): Promise<EngineFolder>;
  /**
   * Searches a folder with a published index, in place of any other index of it.
   *
   * @throws SemanticSearchError as `openPublished`, and as `resolveFolder`; CancelledError
   */
  openPublished(
    options: EngineContract['openPublished']['params'],
    signal?: AbortSignal,
  ): Promise<PublishedSummary>;
  /** A file as it is published. @throws SemanticSearchError as `OpenedPublished.textOf` */
  publishedText(file: PublishedTextCall['params']): Promise<PublishedTextCall['result']>;
  /** Stops searching a folder with its published index, if it is. */
  closePublished(folder: string): void;
  /** Publishes the index of an open folder. @throws SemanticSearchError as `publishTo` */
  publish(params: PublishParams, index: FolderIndex, options: PublishOptions): Promise<PublishReport>;
}

/** Dependencies that the host provides in addition to the options. */
export interface HostParts {
  /** Directory of the build, with the grammars and the model. */
  readonly dist: string;
  readonly logger?: Logger;
  /** Reads virtual folders. Default: none can be opened. */
  readonly virtualSource?: (folder: string) => FileSource;
  /** Threads of this process that have ended: a lock that one of them left is free. */
  readonly endedThreads?: Pick<EndedThreads, 'has'>;
}

/** Days without use after which a folder's index of another model is deleted. */
const formerIndexDays = 30;

/** Most threads that a user can choose. */
const mostChosenThreads = 32;

const noThreads: Pick<EndedThreads, 'has'> = { has: () => false };

/**
 * Assembles the engine; folders are then opened in it one by one.
 *
 * @throws SemanticSearchError as `createProvider`
 */
export async function openEngine(
  options: EngineOptions,
  host: HostParts,
  probe: ProbeOptions = {},
): Promise<Engine> {
  const { logger = silentLogger, endedThreads = noThreads } = host;
  const { provider, model } = await createProvider(options, host.dist, logger, probe);
  const threads = openThreads(options, { provider, model }, host);
  const tools: SearchTools = {
    chunker: createChunker(createGrammarSource(host.dist), { cpuMs: cpuTimeMs }),
    provider,
    hash: contentHash,
    analyzer: new TermAnalyzer(),
    lexicons: new Lexicons(createLexiconSource(host.dist, logger)),
    ...(!provider.embedWords && { loadWords: () => openWordModel(host.dist, logger) }),
  };
  const summary = summaryOf(provider);
  const { cache, others } = await openModelCaches(options, provider, { logger, endedThreads });
  const shared = await openShared(options, provider, logger);
  const turns = new TurnTaking(nextTurn, (isSearching) => {
    threads.setPaused(isSearching);
  });
  const folders = new FolderIndexes(tools, turns);
  const fingerprint = fingerprintOf(provider);
  const published = new Map<string, OpenedPublished>();
  const rerankers = new LastReranker(options.cacheDirectory, logger);
  return {
    folders,
    rerankers,
    provider: summary,
    tryNow: () => provider.tryNow?.(),
    close: async () => {
      threads.close();
      await rerankers.close();
      await cache?.close?.();
      await others?.close();
      await shared?.close();
      await Promise.all([...published.values()].map((one) => one.close()));
    },
    openPublished: async ({ corpus = {}, ...postgres }, signal) => {
      const root = await resolveFolder(postgres.folder);
      const opened = await openPublished(root, postgres, fingerprint, corpusOptions(corpus));
      if (signal?.aborted) void opened.close();
      throwIfCancelled(signal);
      const former = published.get(postgres.folder);
      published.set(postgres.folder, opened);
      folders.add(opened.folder);
      void former?.close();
      return opened.summary;
    },
    publishedText: async ({ folder, path }) => (await published.get(folder)?.textOf(path)) ?? null,
    closePublished: (folder) => {
      const opened = published.get(folder);
      if (!opened) return;
      published.delete(folder);
      folders.remove(opened.folder);
      // Not awaited: a server that is gone answers late.
      void opened.close();
    },
    publish: async (params, { root: { source, store } }, options) => {
      const directory = await resolveFolder(params.folder);
      return publishTo(params, { source, store, directory }, fingerprint, host.dist, options);
    },
    openFolder: async (folderOptions) => {
      const { index, directory } = await openFolder(
        folderOptions,
        { ...tools, threads, others, shared },
        cache,
        turns,
        host,
      );
      folders.add(index);
      return {
        folder: folderOptions.folder,
        index,
        status: async () => ({
          workspace: index.root.folder,
          ...index.summary(),
          tokens: index.estimatedTokens,
          filesWithoutVector: index.withoutVectorCount,
          provider: summary,
          ...(index.snapshot && { snapshot: index.snapshot }),
          indexDirectory: directory,
          ...(await directoryUse(directory)),
          ...(index.checkedAtMs !== undefined && { checkedAtMs: index.checkedAtMs }),
        }),
        close: () => {
          folders.remove(index);
        },
      };
    },
  };
}

async function openFolder(
  { folder, isVirtual = false, indexDirectory, userDirectory, isOnlyIndexed, corpus = {} }: FolderOptions,
  tools: SearchTools &
    Pick<FolderIndexParts, 'threads' | 'others'> & { readonly shared: TeamResults | undefined },
  sharedCache: EmbeddingCache | undefined,
  turns: TurnTaking,
  { logger = silentLogger, virtualSource, endedThreads = noThreads }: HostParts,
): Promise<{ index: FolderIndex; directory: string }> {
  const { provider, analyzer } = tools;
  // A setting that allows secrets for a local model does not permit sending them.
  const includeSecrets = corpus.includeSecrets === true && provider.host === undefined;
  const generated = new IncludeFilter(corpus.includeGenerated ?? []);
  const fingerprint = fingerprintOf(provider);
  const root = isVirtual ? folder : await resolveFolder(folder);
  const source = isVirtual ? virtualSource?.(folder) : new NodeFileSource(root);
  if (!source) throw folderNotFound(folder);
  const directory = workspaceDirectory(indexDirectory, root);
  const place = { folder: root, isVirtual, indexDirectory, userDirectory };
  await startFromCopy({ ...place, fingerprint, corpus, logger });
  const store = await openIndexStore({
    directory,
    fingerprint,
    analyzer,
    recordsOnly: isOnlyIndexed,
    logger,
    endedThreads,
  });
  if (!sharedCache) await removeFormerCache(store.directory, logger);
  await removeUnusedBeside(store.directory, { names: indexDirectoryName, days: formerIndexDays, logger });
  const { shared, ...ownTools } = tools;
  const index = new FolderIndex({
    ...ownTools,
    shared,
    snapshots: isVirtual
      ? undefined
      : shared?.snapshots?.({ folder: root, directory: store.directory, fingerprint }),
    folder,
    source,
    store,
    cache: sharedCache ?? noEmbeddingCache,
    logger,
    includeSecrets,
    includesGenerated: (path) => generated.find(path) !== undefined,
    giveWay: () => turns.giveWay(),
    isReadingDear: isVirtual,
    corpus: {
      ...corpusOptions(corpus),
      giveWay: () => turns.giveWay(),
      includeSecrets,
      ...(!isVirtual && { repositories: new NodeRepositories(root) }),
    },
  });
  return { index, directory: store.directory };
}

/** Threads that analyze files; none is started before a run needs it. */
function openThreads(
  { threads }: EngineOptions,
  { provider, model }: CreatedProvider,
  { dist, logger = silentLogger }: HostParts,
): AnalysisPool {
  let isOnBattery = false;
  const refresh = async (): Promise<void> => {
    isOnBattery = await readIsOnBattery();
  };
  void refresh();
  const { id, dimensions, variant } = provider;
  return new AnalysisPool({
    dist,
    provider: { id, model: provider.model, dimensions, variant },
    model: () => model && sharedModel(model),
    mostThreads: () => {
      // The answer counts from the next run on.
      void refresh();
      if (threads !== undefined) return Math.min(threads, mostChosenThreads);
      return automaticThreadCount(availableParallelism(), isOnBattery);
    },
    logger,
  });
}

/** The built-in model, used only for the words of paths: with a remote provider, no text is sent for them. */
export async function openWordModel(dist: string, logger: Logger): Promise<WordModel | undefined> {
  try {
    const model = createBuiltinProvider(await builtinModel(dist));
    return model.embedWords?.bind(model);
  } catch (error) {
    logger.warn(`Paths are compared by words only, without the built-in model: ${messageOf(error)}`);
    return undefined;
  }
}

/**
 * The vectors that a team shares; undefined with a model that runs here. If their place is not usable, nothing is shared
 * and the reports give the reason, unless results are to be published.
 *
 * @throws SemanticSearchError `USAGE` if results are to be published and cannot be
 */
async function openShared(
  { sharedResults, provider: { network } }: EngineOptions,
  model: EmbeddingProvider,
  logger: Logger,
): Promise<TeamResults | undefined> {
  if (!sharedResults) return undefined;
  if (model.host === undefined) {
    if (!sharedResults.isPublishing) return undefined;
    throw new SemanticSearchError(
      'USAGE',
      l10n.t('The results of the built-in model are not shared.'),
      l10n.t('It computes a vector faster than it could be read. Choose another provider to publish.'),
    );
  }
  try {
    return await openSharedResults(sharedResults, { model, network, logger });
  } catch (error) {
    if (sharedResults.isPublishing || !(error instanceof SemanticSearchError)) throw error;
    logger.warn(`Shared results are not used: ${error.message} ${error.hint}`);
    return noSharedVectors(`${error.message} ${error.hint}`);
  }
}

/** The options of a walk from the user's settings. */
export function corpusOptions({
  exclude,
  include,
  useIgnoreFiles,
  maxFileSizeBytes,
  includeGenerated,
  associations,
  encoding,
  encodingByLanguage,
}: CorpusSettings): CorpusOptions {
  return {
    exclude: [...defaultExcludes, ...(exclude ?? [])],
    ...(include && { include }),
    ...(useIgnoreFiles !== undefined && { useIgnoreFiles }),
    ...(maxFileSizeBytes !== undefined && { maxFileSizeBytes }),
    ...(includeGenerated && { includeGenerated }),
    text: { associations, encoding, encodingByLanguage },
  };
}

/**
 * The path of a folder without links.
 *
 * @throws SemanticSearchError FOLDER_NOT_FOUND, FOLDER_UNREADABLE
 */
export async function resolveFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    const missing = systemCodeOf(error) === 'ENOENT' || systemCodeOf(error) === 'ENOTDIR';
    if (missing) throw folderNotFound(folder, error);
    throw new SemanticSearchError(
      'FOLDER_UNREADABLE',
      l10n.t('The folder {0} cannot be read.', folder),
      l10n.t('Check the permissions of the folder and of those above it.'),
      { cause: error },
    );
  }
  throw new SemanticSearchError(
    'FOLDER_UNREADABLE',
    l10n.t('{0} is not a folder.', folder),
    l10n.t('Specify the folder that contains it.'),
  );
}

/** The error for a folder that does not exist. */
export function folderNotFound(folder: string, cause?: unknown): SemanticSearchError {
  return new SemanticSearchError(
    'FOLDER_NOT_FOUND',
    l10n.t('There is no folder {0}.', folder),
    l10n.t('Check the path.'),
    { cause },
  );
}
