import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EngineContract, FolderOptions, StatusReport } from '../common/contracts/engineContract';
import type { EngineOptions } from '../common/contracts/engineOptions';
import type { PublishParams, PublishReport } from '../common/contracts/published';
import { openTogether, type Opened } from '../common/opened';
import { createChunker } from '../engine/chunking/chunker';
import { summaryOf } from '../engine/embedding/embeddingProvider';
import type { ProbeOptions } from '../engine/embedding/remote/probe';
import type { FolderIndex } from '../engine/folderIndex';
import { FolderIndexes } from '../engine/folderIndexes';
import { TermAnalyzer } from '../engine/retrieval/terms';
import type { SearchTools } from '../engine/searching/searchParts';
import { TurnTaking } from '../engine/turnTaking';
import { openAnalysisPool } from './analysis/openAnalysisPool';
import { cpuTimeMs } from './cpuTime';
import { createProvider } from './createProvider';
import { LastReranker } from './createReranker';
import { fingerprintOf } from './fingerprints';
import { withDefaults, type Host, type HostParts } from './hostParts';
import { directoryUse } from './indexDirectory';
import { openModelCaches } from './modelCaches';
import { createGrammarSource } from './nodeGrammarSource';
import { openLexicons } from './lexicons';
import { openFolder, type OpenedFolder, type SharedParts } from './openFolder';
import { publishTo } from './postgres/openPublished';
import type { PublishOptions } from './postgres/publishBranch';
import { PublishedFolders } from './postgres/publishedFolders';
import { contentHash } from './sha256ContentHash';
import { openTeamResults } from './sharedResults/openSharedResults';
import { openWordModel } from './wordModel';
import { resolveFolder } from './workspaceFolder';

/** The index of one workspace folder on this machine's disk. */
export interface EngineFolder {
  /** The path as requested. */
  readonly folder: string;
  readonly index: FolderIndex;
  status(): Promise<StatusReport>;
  /** Stops searching the folder. The stored index is kept. */
  close(): void;
}

/**
 * Assembles the engine; folders are then opened in it one by one.
 *
 * @throws SemanticSearchError as `createProvider`, and as `openTeamResults`
 */
export function openEngine(
  options: EngineOptions,
  hostParts: HostParts,
  probe: ProbeOptions = {},
): Promise<Engine> {
  const host = withDefaults(hostParts);
  return openTogether(async (opened) => new Engine(await openParts(options, host, opened, probe), opened));
}

/** What an engine opens once, for all of its folders. */
interface EngineParts extends SharedParts {
  readonly host: Host;
  readonly rerankers: LastReranker;
}

async function openParts(
  options: EngineOptions,
  host: Host,
  opened: Opened,
  probe: ProbeOptions,
): Promise<EngineParts> {
  const { dist, logger } = host;
  const { provider, model } = await createProvider(options, dist, logger, probe);
  opened.add(provider);
  const { cache, others } = await openModelCaches(options, provider, host);
  opened.add(cache);
  opened.add(others);
  const shared = opened.add(await openTeamResults(options, provider, logger));
  const rerankers = opened.add(new LastReranker(options.cacheDirectory, logger));
  const threads = opened.add(openAnalysisPool(options, { provider, model }, host));
  const turns = new TurnTaking(nextTurn, (isSearching) => {
    threads.setPaused(isSearching);
  });
  const tools: SearchTools = {
    chunker: createChunker(createGrammarSource(dist), { cpuMs: cpuTimeMs }),
    provider,
    hash: contentHash,
    analyzer: new TermAnalyzer(),
    lexicons: openLexicons(dist, logger),
    ...(!provider.embedWords && { loadWords: () => openWordModel(dist, logger) }),
  };
  return { host, tools, threads, turns, cache, others, shared, rerankers };
}

/** The engine on this machine. */
export class Engine {
  readonly folders: FolderIndexes;
  /** The folders that are searched with a published index instead of one on this disk. */
  readonly published: PublishedFolders;

  /** @param opened what is closed with the engine */
  constructor(
    private readonly parts: EngineParts,
    private readonly opened: Opened,
  ) {
    const { tools, turns } = parts;
    this.folders = new FolderIndexes(tools, turns);
    this.published = opened.add(new PublishedFolders(this.folders, this.fingerprint));
  }

  get provider(): EngineContract['open']['result'] {
    return summaryOf(this.parts.tools.provider);
  }

  /** Rerankers for searches, created on demand. */
  get rerankers(): Pick<LastReranker, 'get'> {
    return this.parts.rerankers;
  }

  /** The user requested a retry; see `EmbeddingProvider.tryNow`. */
  tryNow(): void {
    this.parts.tools.provider.tryNow?.();
  }

  /** Ends the threads, writes pending data to disk and closes all connections. Runs in progress fail. */
  async close(): Promise<void> {
    await this.opened.close();
  }

  /**
   * Opens a folder. An instance that is already open keeps answering until the new one can, and then stops.
   *
   * @throws SemanticSearchError FOLDER_NOT_FOUND, FOLDER_UNREADABLE, INDEX_UNWRITABLE
   */
  async openFolder(options: FolderOptions): Promise<EngineFolder> {
    const opened = await openFolder(options, this.parts, this.parts.host);
    const { index } = opened;
    this.folders.add(index);
    return {
      folder: options.folder,
      index,
      status: () => this.statusOf(opened),
      close: () => {
        this.folders.remove(index);
      },
    };
  }

  /** Publishes the index of an open folder. @throws SemanticSearchError as `publishTo` */
  async publish(
    params: PublishParams,
    { root: { source, store } }: FolderIndex,
    options: PublishOptions,
  ): Promise<PublishReport> {
    const directory = await resolveFolder(params.folder);
    const root = { source, store, directory };
    return publishTo(params, root, this.fingerprint, this.parts.host.dist, options);
  }

  private get fingerprint(): ReturnType<typeof fingerprintOf> {
    return fingerprintOf(this.parts.tools.provider);
  }

  private async statusOf({ index, directory }: OpenedFolder): Promise<StatusReport> {
    return {
      workspace: index.root.folder,
      ...index.summary(),
      tokens: index.estimatedTokens,
      filesWithoutVector: index.withoutVectorCount,
      provider: this.provider,
      ...(index.snapshot && { snapshot: index.snapshot }),
      indexDirectory: directory,
      ...(await directoryUse(directory)),
      ...(index.checkedAtMs !== undefined && { checkedAtMs: index.checkedAtMs }),
    };
  }
}
