import type { IndexStatus, SearchAnswer, SearchResult } from '../../common/searchResult';
import type { Chunker } from '../chunking/chunker';
import type { ContentHash } from '../embedding/contentHash';
import type { FileSource } from '../corpus/fileSource';
import type { EmbeddingProvider } from '../embedding/embeddingProvider';
import { inspectFile, type FileState } from '../freshness/freshness';
import { countIndex } from '../indexing/countIndex';
import type { IndexStore } from '../indexing/indexStore';
import type { Shard } from '../indexing/shard';
import { measureCentrality, type Centrality } from '../ranking/centrality';
import { rankFiles, type Evidence, type RankedFile } from '../ranking/rank';
import type { SignalValues } from '../ranking/signals';
import { defaultWeights, type RankingWeights } from '../ranking/weights';
import { allowedFiles, compileFilter } from '../retrieval/filter';
import { scoreLexically } from '../retrieval/lexicalRetriever';
import { analyzeQuery, parseQuery, type SearchFilter } from '../retrieval/query';
import type { TermAnalyzer } from '../retrieval/terms';
import { vectorScoresOf } from '../retrieval/vectorRetriever';
import { describeHit } from './describeHit';
import { chunksInOrder, type Hit } from './hits';
import { VectorIndex } from './vectorIndex';

/** What a search works with. */
export interface SearcherParts {
  readonly source: FileSource;
  readonly store: IndexStore;
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
}

/** A ranked file and why it stands where it does. */
export interface ExplainedFile {
  readonly path: string;
  /** The query named one symbol, so that table of weights was used. */
  readonly isSymbolQuery: boolean;
  readonly score: number;
  readonly signals: Readonly<SignalValues>;
}

/** Centrality is counted anew once this share of the chunks has changed. */
const centralityDrift = 0.02;

/** Answers queries over what the store holds at the moment. */
export class Searcher {
  private readonly vectors: VectorIndex;
  private centrality:
    { readonly chunks: number; readonly generation: number; readonly value: Centrality } | undefined;

  /** @param onStale told of each path whose file was found to differ from the index */
  constructor(
    private readonly parts: SearcherParts,
    private readonly onStale: (path: string) => void = () => undefined,
  ) {
    this.vectors = new VectorIndex(parts.store);
  }

  /** @throws CancelledError; SemanticSearchError where the provider refuses */
  async search(input: string, options: SearchOptions = {}, signal?: AbortSignal): Promise<SearchAnswer> {
    const started = performance.now();
    const { store } = this.parts;
    const evidence = await this.gather(input, options.filter ?? {}, signal);
    const ranked = evidence ? rankFiles(evidence, this.parts.weights ?? defaultWeights) : [];
    const { results, stale } = evidence
      ? await this.show(evidence, ranked, options.limit ?? 10)
      : { results: [], stale: false };
    const { files, chunks } = countIndex(store);
    const state: IndexStatus = chunks === 0 ? 'empty' : stale || !store.complete ? 'stale' : 'ready';
    return {
      query: input,
      results,
      index: { state, files, chunks },
      tookMs: performance.now() - started,
    };
  }

  /** The files in the ranker's order with the signals that put them there: what weights are measured and fitted on. */
  async explain(input: string, filter: SearchFilter = {}): Promise<ExplainedFile[]> {
    const evidence = await this.gather(input, filter, undefined);
    if (!evidence) return [];
    return rankFiles(evidence, this.parts.weights ?? defaultWeights).map(
      ({ shard, file, score, signals }) => ({
        path: evidence.shards[shard]!.files[file]!.path,
        isSymbolQuery: evidence.query.isSymbol,
        score,
        signals,
      }),
    );
  }

  /** Asks the retrievers. The query's vector may come over the network: lexical retrieval does not wait for it. */
  private async gather(
    input: string,
    filter: SearchFilter,
    signal: AbortSignal | undefined,
  ): Promise<Evidence | undefined> {
    const { store, analyzer, provider } = this.parts;
    const parsed = parseQuery(input);
    if (parsed.text === '') return undefined;
    const embedding = provider.embedQuery(parsed.text, signal);
    // Met when it is awaited below; without this a failure would count as unhandled until then.
    embedding.catch(() => undefined);

    const numbered = store.shards.flatMap((shard, number) => (shard ? [{ shard, number }] : []));
    const shards = numbered.map(({ shard }) => shard);
    const query = analyzeQuery(parsed.text, analyzer);
    const { scores: lexical, statistics } = scoreLexically(shards, query);
    const accepts = compileFilter(mergeFilters(parsed.filter, filter));

    const vector = await embedding;
    const cosines = vector && this.vectors.scores(vector);
    return {
      query,
      shards,
      lexical,
      statistics,
      vector: cosines && numbered.map(({ shard, number }) => vectorScoresOf(shard, cosines.get(number)!)),
      allowed: allowedFiles(shards, accepts),
      centrality: this.centralityOf(shards),
    };
  }

  private centralityOf(shards: readonly Shard[]): Centrality {
    const { generation } = this.parts.store;
    const chunks = shards.reduce((sum, shard) => sum + shard.chunks.count, 0);
    const known = this.centrality;
    if (
      !known ||
      (generation !== known.generation && Math.abs(chunks - known.chunks) > chunks * centralityDrift)
    ) {
      this.centrality = { chunks, generation, value: measureCentrality(shards) };
    }
    return this.centrality!.value;
  }

  /**
   * Turns hits into results that are true of the files as they are now, until there are `limit`: each file once by its
   * best chunk, then, where files run out, further chunks of the same files.
   */
  private async show(
    evidence: Evidence,
    ranked: readonly RankedFile[],
    limit: number,
  ): Promise<{ results: SearchResult[]; stale: boolean }> {
    const states = new Map<string, Promise<FileState>>();
    const results: SearchResult[] = [];
    let stale = false;
    const resolve = async (hit: Hit): Promise<SearchResult | undefined> => {
      let state = states.get(hit.file.path);
      if (!state) {
        state = inspectFile(hit.file, this.parts);
        states.set(hit.file.path, state);
        if ((await state).stale) {
          stale = true;
          this.onStale(hit.file.path);
        }
      }
      const fresh = await (await state).locate(hit);
      return fresh && describeHit(evidence, hit, fresh);
    };
    for (const hits of inPages(chunksInOrder(evidence, ranked), limit)) {
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

function mergeFilters(a: SearchFilter, b: SearchFilter): SearchFilter {
  const join = <T>(x: readonly T[] | undefined, y: readonly T[] | undefined): readonly T[] => [
    ...(x ?? []),
    ...(y ?? []),
  ];
  const kind = a.kind ?? b.kind;
  return {
    paths: join(a.paths, b.paths),
    excludedPaths: join(a.excludedPaths, b.excludedPaths),
    languages: join(a.languages, b.languages),
    ...(kind && { kind }),
  };
}
