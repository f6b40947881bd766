import type { Excerpt, ExcerptParams } from '../common/contracts/engineContract';
import type {
  FileReference,
  IndexStatus,
  IndexSummary,
  SearchAnswer,
  SearchResult,
} from '../common/contracts/searchResult';
import type { FirstFilesReport } from '../common/contracts/engineContract';
import { throwIfCancelled } from '../common/errors/errors';
import { pause } from './embedding/remote/pause';
import { Priorities } from './firstFiles/priorities';
import type { SearchedFolder } from './publishedFolder';
import { mostCandidates, refineAnswer, type FirstOrder, type Refinement } from './reranking/refineAnswer';
import { TurnTaking } from './turnTaking';
import { readExcerpt } from './searching/excerpt';
import type { ExplainedFile, ExplainedHit } from './searching/explain';
import { Searcher } from './searching/searcher';
import { defaultLimit, type Findings, type SearchOptions, type SearchTools } from './searching/searchParts';
import type { SimilarQuery } from './searching/similar';
import type { SearchFilter } from './retrieval/query';

/** Priority of each folder's state for the state of all: the first one that any folder has. */
const statusOrder: readonly IndexStatus[] = ['building', 'stale', 'empty', 'ready'];

/** Most stale files in an answer: if more have changed, the host checks all files anyway. */
const toldStale = 250;

/** Most searches for one answer, if an index is published during each of them. */
const mostSearches = 3;

/**
 * The first question computes what depends on the index alone. The others meet other files and other code paths, which
 * are compiled and cached then, too.
 */
const warmUpQuestions = [
  'how is the configuration read and merged',
  'open a connection and retry after an error',
  'parseOptions',
];

/** How the order of an answer is refined. */
export interface RefineOptions extends Omit<Refinement, 'signal'> {
  /** Called with the answer before the reranker is asked. */
  readonly onFirst?: ((answer: SearchAnswer) => void) | undefined;
  /** How long to wait before anything is sent, milliseconds. Default 0. */
  readonly pauseMs?: number | undefined;
}

/** All workspace folders, searched in one ranked list. */
export class FolderIndexes {
  private readonly folders = new Set<SearchedFolder>();
  private searcher: Searcher;
  private readonly priorities: Priorities;

  /** @param turns shared with the indexing of the folders; by default searches have their own */
  constructor(
    private readonly tools: SearchTools,
    private readonly turns = new TurnTaking(() => Promise.resolve()),
  ) {
    this.searcher = new Searcher([], tools);
    this.priorities = new Priorities(
      this.folders,
      (query, filter) => this.searcher.asked(query, filter),
      turns,
    );
  }

  /** Adds a folder to searches; it replaces an earlier index of the same folder. */
  add(folder: SearchedFolder): void {
    for (const other of this.folders)
      if (other.root.folder === folder.root.folder) this.folders.delete(other);
    this.folders.add(folder);
    this.searcher = this.createSearcher();
  }

  remove(folder: SearchedFolder): void {
    if (this.folders.delete(folder)) this.searcher = this.createSearcher();
  }

  /**
   * Computes ahead what the first search of the open folders would wait for. Sends nothing. Searches that come meanwhile
   * wait for at most one of its steps.
   */
  async warmUp(): Promise<void> {
    for (const question of warmUpQuestions) await this.turns.search(() => this.searcher.warmUp(question));
  }

  /**
   * Answers from the files indexed so far.
   *
   * @throws CancelledError
   */
  async search(query: string, options: SearchOptions = {}, signal?: AbortSignal): Promise<SearchAnswer> {
    this.priorities.setLater(query, options.filter);
    return (await this.answer(query, () => this.searcher.search(query, options, signal))).answer;
  }

  /**
   * As {@link search}, in the order of a reranker. If it fails, the first order stays, and `reranking` has the reason.
   *
   * @param refine `onFirst` is called with the answer in its first order; `pauseMs` later the reranker is asked
   * @throws CancelledError
   */
  async searchRefined(
    query: string,
    options: SearchOptions,
    { onFirst, pauseMs = 0, ...refinement }: RefineOptions,
    signal?: AbortSignal,
  ): Promise<SearchAnswer> {
    this.priorities.setLater(query, options.filter);
    const { limit = defaultLimit } = options;
    const wide = { ...options, limit: Math.max(limit, mostCandidates) };
    const first = await this.answer(query, () => this.searcher.search(query, wide, signal));
    onFirst?.(cut(first.answer, limit));
    await pause(pauseMs, signal);
    const refined = await refineAnswer(first, { ...refinement, signal }, (result) => this.linesOf(result));
    throwIfCancelled(signal);
    return cut(refined, limit);
  }

  /**
   * Finds similar text among the files indexed so far, most similar first. The answer's query is the text.
   *
   * @throws CancelledError
   */
  async similar(
    query: SimilarQuery,
    options: SearchOptions = {},
    signal?: AbortSignal,
  ): Promise<SearchAnswer> {
    return (await this.answer(query.text, () => this.searcher.similar(query, options, signal))).answer;
  }

  /**
   * Makes the runs in progress index the files first that are most likely to answer a question; see {@link Priorities}.
   *
   * @throws CancelledError
   */
  bringForward(
    query: string,
    filter: SearchFilter = {},
    signal?: AbortSignal,
  ): Promise<FirstFilesReport | undefined> {
    return this.priorities.set(query, filter, signal);
  }

  /** Current lines of a file of one of the folders; see {@link readExcerpt}. */
  async excerpt(params: ExcerptParams): Promise<Excerpt | null> {
    const folder = [...this.folders].find(({ root }) => root.folder === params.folder);
    return (folder && (await readExcerpt(folder.root, this.tools, params))) ?? null;
  }

  /** Why files rank as they do for a query; see {@link Searcher.explain}. */
  explain(query: string): Promise<ExplainedFile[]> {
    return this.searcher.explain(query);
  }

  /** Why the first hits are likely answers or not; see {@link Searcher.explainHits}. */
  explainHits(query: string, options: SearchOptions): Promise<ExplainedHit[]> {
    return this.searcher.explainHits(query, options);
  }

  /** Language ids of the indexed files, most files first. */
  languages(): string[] {
    const counts = new Map<string, number>();
    for (const { root } of this.folders) {
      for (const shard of root.store.shards) {
        for (const { language, chunkCount } of shard?.files ?? []) {
          if (chunkCount > 0) counts.set(language, (counts.get(language) ?? 0) + 1);
        }
      }
    }
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([language]) => language);
  }

  /** The state of the index of all folders. */
  summary(): IndexSummary {
    const summaries = [...this.folders].map((folder) => folder.summary());
    const files = summaries.reduce((sum, summary) => sum + summary.files, 0);
    const chunks = summaries.reduce((sum, summary) => sum + summary.chunks, 0);
    const unreadable = summaries.reduce((sum, summary) => sum + summary.unreadable, 0);
    const fault = summaries.find((summary) => summary.fault)?.fault;
    const state = statusOrder.find((status) => summaries.some((summary) => summary.state === status));
    return {
      state: chunks === 0 && state !== 'building' ? 'empty' : (state ?? 'empty'),
      files,
      chunks,
      unreadable,
      ...(fault && { fault }),
    };
  }

  private async linesOf({ folder, path, startLine, endLine }: SearchResult): Promise<string | undefined> {
    return (await this.excerpt({ folder, path, line: startLine, endLine }))?.text;
  }

  private async answer(query: string, find: () => Promise<Findings>): Promise<FirstOrder> {
    const started = performance.now();
    const {
      results,
      stale,
      withoutModel,
      hints,
      named = 0,
    } = await this.turns.search(() => this.inOnePublication(find));
    this.noteStale(stale);
    const index = this.summary();
    const answer: SearchAnswer = {
      query,
      results,
      index: index.state === 'ready' && stale.length > 0 ? { ...index, state: 'stale' } : index,
      stale: stale.slice(0, toldStale),
      ...(withoutModel && { withoutModel }),
      ...(hints?.length && { hints }),
      tookMs: performance.now() - started,
    };
    return { answer, named };
  }

  /** Searches again if an index was published meanwhile: candidates of one state, with texts of another, would miss files. */
  private async inOnePublication(find: () => Promise<Findings>): Promise<Findings> {
    const current = (): string =>
      [...this.folders].map(({ root }) => root.published?.publication ?? '').join('\n');
    for (let left = mostSearches; ; left--) {
      const before = current();
      const found = await find();
      if (left === 1 || current() === before) return found;
    }
  }

  private noteStale(files: readonly FileReference[]): void {
    for (const { folder, path } of files) {
      for (const index of this.folders) if (index.root.folder === folder) index.noteStale(path);
    }
  }

  private createSearcher(): Searcher {
    return new Searcher(
      [...this.folders].map(({ root }) => root),
      this.tools,
    );
  }
}

function cut(answer: SearchAnswer, limit: number): SearchAnswer {
  return { ...answer, results: answer.results.slice(0, limit) };
}
