import type { AgentAnswer, AgentEngine, AgentRoot } from '../agents/agentEngine';
import { untilFirstFiles } from '../agents/firstFiles';
import { rootNames } from '../agents/rootNames';
import type {
  EngineContract,
  Excerpt,
  ExcerptParams,
  FirstFilesParams,
  FolderOptions,
  SearchParams,
  SimilarParams,
} from '../common/contracts/engineContract';
import type { ProviderOptions, SharedResultsOptions } from '../common/contracts/engineOptions';
import { SemanticSearchError } from '../common/errors/errors';
import type { PostgresOptions } from '../common/contracts/published';
import { publishedText } from '../common/text/publishedText';
import type { FileReference, SearchAnswer } from '../common/contracts/searchResult';
import type { RemoteCaller } from '../common/contracts/remoteCalls';
import { FolderUpdates } from './folderUpdates';
import { untilAnswerable } from './untilAnswerable';

/** A started engine. */
export interface StartedEngine {
  readonly engine: RemoteCaller<EngineContract>;
  /** Resolves when embedded vectors are stored. */
  close(): Promise<void>;
}

/** What the engine opens. */
export interface McpEngineOptions {
  readonly start: () => StartedEngine;
  /** Absolute paths of the folders. */
  readonly roots: readonly string[];
  /** Why there are no folders; thrown by each call. */
  readonly problem?: SemanticSearchError;
  readonly provider: ProviderOptions;
  /** As in `EngineOptions`. */
  readonly sharedResults?: SharedResultsOptions | undefined;
  /** The published index that is searched instead of one on this machine; only with one folder. */
  readonly postgres?: PostgresOptions | undefined;
  /** As in `EngineOptions`. */
  readonly threads?: number | undefined;
  /** As in `EngineOptions`. */
  readonly cacheDirectory: string;
  /** How a folder is opened at the moment. Does not reject. */
  readonly folderOptions: (folder: string) => Promise<FolderOptions>;
}

/** An engine with its folders open. */
interface OpenedEngine {
  readonly started: StartedEngine;
  /** Those that are indexed here. */
  readonly folders: readonly FolderUpdates[];
  /** What the reader of an answer must know of a published index. */
  readonly note?: string;
}

/** The engine of the MCP server: opens the folders, updates their indexes before each query, restarts after a crash. */
export class McpEngine implements AgentEngine {
  private readonly named: readonly AgentRoot[];
  private opening: Promise<OpenedEngine> | undefined;
  private opened: OpenedEngine | undefined;

  constructor(private readonly options: McpEngineOptions) {
    const names = rootNames(options.roots);
    this.named = options.roots.map((folder, i) => ({ folder, location: folder, name: names[i]! }));
  }

  /** Starts opening and indexing the folders, so that the first query finds them ready. */
  begin(): void {
    // The first query reports a failure.
    this.open().catch(() => undefined);
  }

  roots(): readonly AgentRoot[] {
    return this.named;
  }

  search(params: SearchParams, signal: AbortSignal): Promise<AgentAnswer> {
    return this.ask(params, signal, (engine) => engine.call('search', params, { signal }));
  }

  similar(params: SimilarParams, signal: AbortSignal): Promise<AgentAnswer> {
    const question = { ...params, query: params.text };
    return this.ask(question, signal, (engine) => engine.call('similar', params, { signal }));
  }

  async excerpt(params: ExcerptParams, signal: AbortSignal): Promise<Excerpt | null> {
    const { started, folders } = await this.open();
    const excerpt = await started.engine.call('excerpt', params, { signal });
    if (excerpt || folders.every(({ isComplete }) => isComplete)) return excerpt;
    const { folder, path } = params;
    await untilFirstFiles(started.engine, { query: path, files: [{ folder, path }] }, signal);
    return started.engine.call('excerpt', params, { signal });
  }

  /** Resolves when what was embedded is stored. */
  async close(): Promise<void> {
    await this.opened?.started.close();
  }

  private nameOf({ folder }: FolderUpdates): string {
    return this.named.find((root) => root.folder === folder)?.name ?? folder;
  }

  private async ask(
    question: FirstFilesParams,
    signal: AbortSignal,
    call: (engine: RemoteCaller<EngineContract>) => Promise<SearchAnswer>,
  ): Promise<AgentAnswer> {
    try {
      return await this.askOnce(question, signal, call);
    } catch (error) {
      if (!(error instanceof SemanticSearchError) || error.code !== 'WORKER_DIED') throw error;
      this.opening = undefined;
      return this.askOnce(question, signal, call);
    }
  }

  private async askOnce(
    question: FirstFilesParams,
    signal: AbortSignal,
    call: (engine: RemoteCaller<EngineContract>) => Promise<SearchAnswer>,
  ): Promise<AgentAnswer> {
    const askedAtMs = performance.now();
    const { started, folders, note: published } = await this.open();
    const readiness = await untilAnswerable(started.engine, folders, question, askedAtMs, signal);
    signal.throwIfAborted();
    const { stale, ...answer } = await call(started.engine);
    const notes = folders.flatMap((folder) => {
      const note = folder.note(readiness);
      return note === undefined ? [] : [this.named.length > 1 ? `${this.nameOf(folder)} ${note}` : note];
    });
    if (published !== undefined) notes.push(published);
    if (stale.length > 0) notes.push(staleNote(stale));
    for (const folder of folders) {
      const paths = stale.filter((file) => file.folder === folder.folder).map((file) => file.path);
      if (paths.length > 0) void folder.refreshPaths([...new Set(paths)]);
    }
    return { ...answer, freshness: notes.length === 0 ? 'fresh' : notes.join('; ') };
  }

  private open(): Promise<OpenedEngine> {
    this.opening ??= this.start().catch((error: unknown) => {
      // The next call tries again.
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  private async start(): Promise<OpenedEngine> {
    const { provider, sharedResults, postgres, cacheDirectory, threads, folderOptions, roots, problem } =
      this.options;
    if (problem) throw problem;
    const started = this.options.start();
    try {
      const { engine } = started;
      await engine.call('open', { provider, sharedResults, cacheDirectory, threads });
      if (postgres) {
        const folder = onlyRoot(roots);
        const { corpus } = await folderOptions(folder);
        const summary = await engine.call('openPublished', { ...postgres, folder, corpus });
        this.opened = { started, folders: [], note: `index of ${publishedText(summary)}` };
        return this.opened;
      }
      const folders: FolderUpdates[] = [];
      for (const folder of roots) {
        folders.push(await FolderUpdates.open(engine, () => folderOptions(folder)));
      }
      this.opened = { started, folders };
      for (const folder of folders) void folder.refresh();
      if (folders.every(({ isComplete }) => isComplete)) engine.call('warmUp', null).catch(() => undefined);
      return this.opened;
    } catch (error) {
      await started.close();
      throw error;
    }
  }
}

function onlyRoot(roots: readonly string[]): string {
  const [folder] = roots;
  if (folder !== undefined && roots.length === 1) return folder;
  throw new SemanticSearchError(
    'USAGE',
    `With --postgres one folder is searched, not ${roots.length}.`,
    'Start one server for each folder.',
  );
}

function staleNote(stale: readonly FileReference[]): string {
  const { size } = new Set(stale.map(({ folder, path }) => `${folder}\n${path}`));
  const files = size === 1 ? '1 file has' : `${size} files have`;
  return `${files} changed since, their results are of the files as they are now`;
}
