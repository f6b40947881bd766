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
import type { PostgresOptions, PublishedSummary } from '../common/contracts/published';
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
  /**
   * The database that is searched instead of indexes on this machine. If it does not answer, an index that is complete here
   * is searched; of several folders, those that are not published are indexed here.
   */
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
  /** What the reader of an answer must know of published indexes. */
  readonly notes: readonly string[];
  /** When the database is asked again because it did not answer, by `performance.now`. */
  readonly againAtMs?: number;
}

/** A question of an agent. */
interface AskedQuestion {
  readonly question: FirstFilesParams;
  /** By `performance.now`. */
  readonly askedAtMs: number;
  readonly signal: AbortSignal;
  readonly call: (engine: RemoteCaller<EngineContract>) => Promise<SearchAnswer>;
}

/** How long an index on this machine is searched before a database that did not answer is asked again, milliseconds. */
const unreachableMs = 5 * 60_000;

/** The engine of the MCP server: opens the folders, updates their indexes before each query, restarts after a crash. */
export class McpEngine implements AgentEngine {
  private readonly named: readonly AgentRoot[];
  private opening: Promise<OpenedEngine> | undefined;
  private opened: OpenedEngine | undefined;
  /** The engine that is used or will be when its folders are open. */
  private started: StartedEngine | undefined;

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
    await this.started?.close();
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
      if (!(error instanceof SemanticSearchError) || !isOverWithEngine(error)) throw error;
      return this.askOnce(question, signal, call);
    }
  }

  /** If the engine has ended, the next call opens another one. */

  private async askOnce(
    question: FirstFilesParams,
    signal: AbortSignal,
    call: (engine: RemoteCaller<EngineContract>) => Promise<SearchAnswer>,
  ): Promise<AgentAnswer> {
    const askedAtMs = performance.now();
    const opened = await this.open();
    try {
      return await this.askOpened(opened, { question, askedAtMs, signal, call });
    } catch (error) {
      if (error instanceof SemanticSearchError && isOverWithEngine(error)) this.leave(opened);
      throw error;
    }
  }

  private async askOpened(
    { started, folders, notes: published }: OpenedEngine,
    { question, askedAtMs, signal, call }: AskedQuestion,
  ): Promise<AgentAnswer> {
    const readiness = await untilAnswerable(started.engine, folders, question, askedAtMs, signal);
    signal.throwIfAborted();
    const { stale, ...answer } = await call(started.engine);
    const notes = folders.flatMap((folder) => {
      const note = folder.note(readiness);
      return note === undefined ? [] : [this.named.length > 1 ? `${this.nameOf(folder)} ${note}` : note];
    });
    notes.push(...published);
    if (stale.length > 0) notes.push(staleNote(stale));
    for (const folder of folders) {
      const paths = stale.filter((file) => file.folder === folder.folder).map((file) => file.path);
      if (paths.length > 0) void folder.refreshPaths([...new Set(paths)]);
    }
    return { ...answer, freshness: notes.length === 0 ? 'fresh' : notes.join('; ') };
  }

  /**
   * The next call opens everything again, unless another call has done so: calls that fail together must not end the
   * engine that the first of them has opened.
   */
  private leave(former: OpenedEngine): void {
    if (former !== this.opened) return;
    this.opening = undefined;
    this.opened = undefined;
    // A server that is gone does not keep the next call waiting.
    former.started.close().catch(() => undefined);
  }

  private open(): Promise<OpenedEngine> {
    if (this.opened && (this.opened.againAtMs ?? Infinity) < performance.now()) this.leave(this.opened);
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
    if (postgres?.repository !== undefined && roots.length > 1) throw severalFolders();
    const started = this.options.start();
    this.started = started;
    try {
      const { engine } = started;
      await engine.call('open', { provider, sharedResults, cacheDirectory, threads });
      const folders: FolderUpdates[] = [];
      const notes: string[] = [];
      let againAtMs: number | undefined;
      for (const folder of roots) {
        const published = postgres && (await this.openPublished(engine, folder, postgres));
        if (published instanceof SemanticSearchError) {
          againAtMs = performance.now() + unreachableMs;
          notes.push(`index on this machine (${published.message.replace(/\.$/, '')})`);
        } else if (published) {
          notes.push(`index of ${publishedText(published)}`);
          continue;
        }
        const updates = await FolderUpdates.open(engine, () => folderOptions(folder));
        if (published instanceof SemanticSearchError && !updates.isComplete) throw published;
        folders.push(updates);
      }
      this.opened = { started, folders, notes, ...(againAtMs !== undefined && { againAtMs }) };
      for (const folder of folders) void folder.refresh();
      if (folders.length > 0 && folders.every(({ isComplete }) => isComplete))
        engine.call('warmUp', null).catch(() => undefined);
      return this.opened;
    } catch (error) {
      await started.close();
      throw error;
    }
  }

  /** @returns what is searched, the error of a database that does not answer, or undefined if the folder is not published */
  private async openPublished(
    engine: RemoteCaller<EngineContract>,
    folder: string,
    postgres: PostgresOptions,
  ): Promise<PublishedSummary | SemanticSearchError | undefined> {
    const { corpus } = await this.options.folderOptions(folder);
    try {
      return await engine.call('openPublished', { ...postgres, folder, corpus });
    } catch (error) {
      if (!(error instanceof SemanticSearchError)) throw error;
      if (error.code === 'DATABASE_UNREACHABLE') return error;
      if (error.code === 'NOT_PUBLISHED' && this.named.length > 1) return undefined;
      throw error;
    }
  }
}

/** The engine, or the connection of its published index, has ended. */
function isOverWithEngine({ code }: SemanticSearchError): boolean {
  return code === 'WORKER_DIED' || code === 'DATABASE_UNREACHABLE';
}

function severalFolders(): SemanticSearchError {
  return new SemanticSearchError(
    'USAGE',
    '--repository names the repository of one folder.',
    'Start one server for each folder, or leave it out.',
  );
}

function staleNote(stale: readonly FileReference[]): string {
  const { size } = new Set(stale.map(({ folder, path }) => `${folder}\n${path}`));
  const files = size === 1 ? '1 file has' : `${size} files have`;
  return `${files} changed since, their results are of the files as they are now`;
}
