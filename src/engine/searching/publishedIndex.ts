import type { Shard } from '../indexing/shard';
import type { Centrality } from '../ranking/centrality';
import type { SizedSpreads } from '../ranking/spread';
import type { FilePredicate } from '../retrieval/filter';
import type { LexicalCounts } from '../retrieval/lexicalRetriever';
import type { AnalyzedQuery } from '../retrieval/query';
import type { CountedChunks } from '../retrieval/tellingTerms';

/** What candidates are retrieved for. */
export interface CandidateRequest {
  readonly query: AnalyzedQuery;
  /** Undefined without a vector: candidates are found by their words only. */
  readonly vector: Float32Array | undefined;
  /** Undefined: every file may be a candidate. */
  readonly accepts: FilePredicate | undefined;
  /** Paths of files that are candidates in any case. */
  readonly paths: readonly string[];
}

/** The part of an index that can matter for a query, and what ranking has to know of the rest. */
export interface Candidates {
  /** Whole files, with numbers that no other shard of the index has. */
  readonly shards: readonly { readonly shard: Shard; readonly number: number }[];
  readonly counts: LexicalCounts;
  /** Undefined without a vector. */
  readonly spreads: SizedSpreads | undefined;
  readonly centrality: Pick<Centrality, 'of'>;
}

/**
 * Port for an index that is not in memory, because another machine has it. It retrieves candidates, which are ranked here
 * as those of an index in memory. The store of its root has the records of all files, but no chunks.
 */
export interface PublishedIndex {
  /** Identifies the publication that was read last. Each call reads the newest one. */
  readonly publication: string;
  /** @throws SemanticSearchError if the index cannot be read; CancelledError */
  findCandidates(request: CandidateRequest, signal: AbortSignal | undefined): Promise<Candidates>;
  /** @throws as {@link findCandidates} */
  countChunks(terms: readonly number[]): Promise<CountedChunks>;
  /** A file with its chunks, as a shard of its own; undefined if it is not in the index. @throws as {@link findCandidates} */
  shardOf(path: string): Promise<Shard | undefined>;
}
