import { errorDataOf, SemanticSearchError, throwIfCancelled, type ErrorData } from '../../common/errors';
import { parseQuery } from '../../common/queryFilters';
import type { FileReference, SearchResult } from '../../common/searchResult';
import type { Chunker } from '../chunking/chunker';
import type { ContentHash } from '../embedding/contentHash';
import type { FileSource } from '../corpus/fileSource';
import type { EmbeddingProvider, QueryOptions } from '../embedding/embeddingProvider';
import { inspectFile, type FileState } from '../freshness/freshness';
import type { IndexStore } from '../indexing/indexStore';
import type { Shard, ShardFile } from '../indexing/shard';
import { Centrality } from '../ranking/centrality';
import { rankFiles, type Evidence, type RankedFile } from '../ranking/rank';
import type { SignalValues } from '../ranking/signals';
import { defaultWeights, type RankingWeights } from '../ranking/weights';
import { allowedFiles, compileFilter } from '../retrieval/filter';
import { scoreLexically } from '../retrieval/lexicalRetriever';
import { analyzeQuery, mergeFilters, type SearchFilter } from '../retrieval/query';
import type { TermAnalyzer } from '../retrieval/terms';
import { vectorScoresOf } from '../retrieval/vectorRetriever';
import { describeHit } from './describeHit';
import { chunksInOrder, type Hit } from './hits';
import { VectorIndex } from './vectorIndex';

/** A workspace folder and its index, as a search sees them. */
export interface SearchRoot {
  /** What tells it from the others, as in `SearchResult.folder`. */
  readonly folder: string;
  readonly source: FileSource;
  readonly store: IndexStore;
}

/** What a search works with, whatever the folders. */
export interface SearchTools {
  readonly chunker: Chunker;
  readonly provider: EmbeddingProvider;
  readonly hash: ContentHash;
  readonly analyzer: TermAnalyzer;
  /** Default: {@link defaultWeights}. */
  readonly weights?: RankingWeights;
}

export interface SearchOptions {
  /** Most results; default 10. */
  readonly limit?: number;
  /** Joined to the filters written in the query. */
  readonly filter?: SearchFilter;
  /** How long to wait for the query's vector, milliseconds; the provider has a default. */
  readonly patienceMs?: number | undefined;
}

/** A ranked file and why it stands where it does. */
export interface ExplainedFile {
  readonly path: string;
  /** The query named one symbol, so that table of weights was used. */
  readonly isSymbolQuery: boolean;
  readonly score: number;
  readonly signals: Readonly<SignalValues>;
}

/** Centrality is counted anew once more than this share of the chunks lies in shards that have changed. */
const centralityDrift = 0.1;

/** What was found, and what was met on the way. */
export interface Findings {
  readonly results: readonly SearchResult[];
  /** Files that differ from what was indexed. */
  readonly stale: readonly FileReference[];
  /** Why the provider gave no vector of the query, where it failed: words alone answered. */
  readonly withoutModel?: ErrorData | undefined;
}

/** What the retrievers found. */
interface Gathered {
  readonly evidence: Evidence;
  readonly withoutModel: ErrorData | undefined;
}

/** A shard that is searched, and where it belongs. */
interface PlacedShard {
  readonly root: number;
  readonly shard: Shard;
  /** Number of the shard among those of all roots. */
  readonly number: number;
}

/** Answers queries over what the stores of some folders hold at the moment, in one ranked list. */
export class Searcher {
  private readonly vectors: VectorIndex;
  private centrality: Centrality | undefined;

  constructor(
    private readonly roots: readonly SearchRoot[],
    private readonly tools: SearchTools,
  ) {
    this.vectors = new VectorIndex(tools.provider.dimensions);
  }

  /** Where the provider fails, words alone answer. @throws CancelledError */
  async search(input: string, options: SearchOptions = {}, signal?: AbortSignal): Promise<Findings> {
    const placed = this.placedShards();
    const { filter = {}, limit = 10, patienceMs } = options;
    const gathered = await this.gather(input, filter, placed, { signal, patienceMs });
    if (!gathered) return { results: [], stale: [] };
    const { evidence, withoutModel } = gathered;
    const ranked = rankFiles(evidence, this.tools.weights ?? defaultWeights);
    const findings = await this.show(evidence, ranked, placed, limit, signal);
    return { ...findings, ...(withoutModel && { withoutModel }) };
  }

  /** The files in the ranker's order with the signals that put them there: what weights are measured and fitted on. */
  async explain(input: string, filter: SearchFilter = {}): Promise<ExplainedFile[]> {
    const gathered = await this.gather(input, filter, this.placedShards());
    if (!gathered) return [];
    const { evidence } = gathered;
    return rankFiles(evidence, this.tools.weights ?? defaultWeights).map(
      ({ shard, file, score, signals }) => ({
        path: evidence.shards[shard]!.files[file]!.path,
        isSymbolQuery: evidence.query.isSymbol,
        score,
        signals,
      }),
    );
  }

  private placedShards(): PlacedShard[] {
    const placed: PlacedShard[] = [];
    let number = 0;
    this.roots.forEach(({ store }, root) => {
      for (const shard of store.shards) {
        if (shard) placed.push({ root, shard, number });
        number++;
      }
    });
    return placed;
  }

  /** Asks the retrievers. The query's vector may come over the network: lexical retrieval does not wait for it. */
  private async gather(
    input: string,
    filter: SearchFilter,
    placed: readonly PlacedShard[],
    options: QueryOptions = {},
  ): Promise<Gathered | undefined> {
    const { analyzer, provider } = this.tools;
    const parsed = parseQuery(input);
    if (parsed.text === '') return undefined;
    const embedding = provider.embedQuery(parsed.text, options).then(
      (vector) => ({ vector, failure: undefined }),
      (failure: unknown) => {
        if (failure instanceof SemanticSearchError) return { vector: undefined, failure };
        throw failure;
      },
    );
    // Met when it is awaited below; without this it would count as unhandled until then.
    embedding.catch(() => undefined);

    const shards = placed.map(({ shard }) => shard);
    const query = analyzeQuery(parsed.text, analyzer);
    const { scores: lexical, statistics } = scoreLexically(shards, query);
    const accepts = compileFilter(
      mergeFilters(parsed.filter, filter),
      this.roots.map(({ folder }) => folder),
    );

    const { vector, failure } = await embedding;
    throwIfCancelled(options.signal);
    const cosines =
      vector && this.vectors.scores(vector, new Map(placed.map(({ number, shard }) => [number, shard])));
    const evidence: Evidence = {
      query,
      shards,
      lexical,
      statistics,
      vector: cosines && placed.map(({ shard, number }) => vectorScoresOf(shard, cosines.get(number)!)),
      allowed: allowedFiles(shards, accepts, (shard) => this.roots[placed[shard]!.root]!.folder),
      centrality: this.centralityOf(shards),
    };
    return { evidence, withoutModel: failure && errorDataOf(failure) };
  }

  private centralityOf(shards: readonly Shard[]): Centrality {
    if (!this.centrality || this.centrality.drift(shards) > centralityDrift) {
      this.centrality = new Centrality(shards);
    }
    return this.centrality;
  }

  /**
   * Turns hits into results that are true of the files as they are now, until there are `limit`: each file once by its
   * best chunk, then, where files run out, further chunks of the same files.
   */
  private async show(
    evidence: Evidence,
    ranked: readonly RankedFile[],
    placed: readonly PlacedShard[],
    limit: number,
    signal: AbortSignal | undefined,
  ): Promise<Findings> {
    const states = new Map<ShardFile, Promise<FileState>>();
    const results: SearchResult[] = [];
    const stale: FileReference[] = [];
    const resolve = async (hit: Hit): Promise<SearchResult | undefined> => {
      const { folder, source } = this.roots[placed[hit.ranked.shard]!.root]!;
      let state = states.get(hit.file);
      if (!state) {
        state = inspectFile(hit.file, { source, ...this.tools });
        states.set(hit.file, state);
        if ((await state).stale) stale.push({ folder, path: hit.file.path });
      }
      const fresh = await (await state).locate(hit);
      return fresh && describeHit(evidence, hit, fresh, folder, this.tools.analyzer);
    };
    for (const hits of inPages(chunksInOrder(evidence, ranked), limit)) {
      throwIfCancelled(signal);
      const page = await Promise.all(hits.map(resolve));
      for (const result of page) if (result && results.length < limit) results.push(result);
      if (results.length >= limit) break;
    }
    return { results, stale };
  }
}

function* inPages<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let page: T[] = [];
  for (const item of items) {
    page.push(item);
    if (page.length === size) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
