import type { ResultOrder } from '../../common/contracts/engineContract';
import type { ErrorFacts } from '../../common/errors/errors';
import type { FileReference, SearchHint, SearchResult } from '../../common/contracts/searchResult';
import type { Chunker } from '../chunking/chunker';
import type { CorpusOptions } from '../corpus/corpusOptions';
import type { FileSource } from '../corpus/fileSource';
import type { ContentHash } from '../embedding/contentHash';
import type { EmbeddingProvider } from '../embedding/embeddingProvider';
import type { Lexicons } from '../lexicon/lexicons';
import type { IndexStore } from '../indexing/indexStore';
import type { WordModel } from '../ranking/pathLikeness';
import type { RankingWeights } from '../ranking/weights';
import type { SearchFilter } from '../retrieval/query';
import type { PublishedIndex } from './publishedIndex';
import type { TermAnalyzer } from '../retrieval/terms';

/** A workspace folder and its index, as searches use them. */
export interface SearchRoot {
  /** Identifies the folder, as in `SearchResult.folder`. */
  readonly folder: string;
  readonly source: FileSource;
  /** Files that exceed its size limit are not read. */
  readonly corpus: Pick<CorpusOptions, 'maxFileSizeBytes'>;
  readonly store: Pick<IndexStore, 'shards' | 'shardOf'>;
  /** The index, if it is not in memory. Default: `store` has it. */
  readonly published?: PublishedIndex | undefined;
}

/** Dependencies of a search that do not depend on the folders. */
export interface SearchTools {
  readonly chunker: Chunker;
  readonly provider: EmbeddingProvider;
  readonly hash: ContentHash;
  readonly analyzer: TermAnalyzer;
  /** Lexicons of languages other than English; without them questions are not translated. */
  readonly lexicons?: Lexicons;
  /**
   * Loads the model that compares the words of paths with the query, at the first search. Default: the provider's own
   * model, if it runs in this thread.
   */
  readonly loadWords?: (() => Promise<WordModel | undefined>) | undefined;
  /** Default: `defaultWeights`. */
  readonly weights?: RankingWeights;
}

/** What a caller of a search can choose. */
export interface SearchOptions {
  /** Most results; default 10. */
  readonly limit?: number;
  /** Default `files`. */
  readonly order?: ResultOrder | undefined;
  /** Combined with the filters written in the query. */
  readonly filter?: SearchFilter;
  /** Language of the interface (BCP 47): used to choose a translation if the language of the question is not known. */
  readonly locale?: string | undefined;
  /** Longest wait for the query's vector, milliseconds; the provider has a default. */
  readonly patienceMs?: number | undefined;
}

/** Results, and the stale files found. */
export interface ShownHits {
  readonly results: readonly SearchResult[];
  /** Files that differ from their indexed state. */
  readonly stale: readonly FileReference[];
  /** Number of results, the first ones, that the query names or quotes. Default 0. */
  readonly named?: number;
}

/** The results, and hints and problems of the search. */
export interface Findings extends ShownHits {
  /** Hints for the user on how the query was read. */
  readonly hints?: readonly SearchHint[];
  /** Why the provider gave no vector of the query, if it failed: only lexical retrieval was used. */
  readonly withoutModel?: ErrorFacts | undefined;
}

/** Default for the most results. */
export const defaultLimit = 10;
