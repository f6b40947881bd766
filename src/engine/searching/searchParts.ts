import type { ResultOrder } from '../../common/engineContract';
import type { ErrorData } from '../../common/errors';
import type { SearchHint } from '../../common/searchResult';
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
import type { TermAnalyzer } from '../retrieval/terms';
import type { ShownHits } from './showHits';

/** A workspace folder and its index, as a search sees them. */
export interface SearchRoot {
  /** What tells it from the others, as in `SearchResult.folder`. */
  readonly folder: string;
  readonly source: FileSource;
  /** Files that are larger than its limit are not read. */
  readonly corpus: Pick<CorpusOptions, 'maxFileSizeBytes'>;
  readonly store: IndexStore;
}

/** What a search works with, whatever the folders. */
export interface SearchTools {
  readonly chunker: Chunker;
  readonly provider: EmbeddingProvider;
  readonly hash: ContentHash;
  readonly analyzer: TermAnalyzer;
  /** What knows other languages than English; without it no question is translated. */
  readonly lexicons?: Lexicons;
  /**
   * Loads what compares the words of paths with the query, at the first search. Default: the provider's own model, where it is in
   * this thread.
   */
  readonly loadWords?: (() => Promise<WordModel | undefined>) | undefined;
  /** Default: `defaultWeights`. */
  readonly weights?: RankingWeights;
}

export interface SearchOptions {
  /** Most results; default 10. */
  readonly limit?: number;
  /** Default `files`. */
  readonly order?: ResultOrder | undefined;
  /** Joined to the filters written in the query. */
  readonly filter?: SearchFilter;
  /** Language of the interface (BCP 47): of a text in several languages, it is shown where the question tells none. */
  readonly locale?: string | undefined;
  /** How long to wait for the query's vector, milliseconds; the provider has a default. */
  readonly patienceMs?: number | undefined;
}

/** What was found, and what was met on the way. */
export interface Findings extends ShownHits {
  /** What a person should know about how the query was read. */
  readonly hints?: readonly SearchHint[];
  /** Why the provider gave no vector of the query, where it failed: words alone answered. */
  readonly withoutModel?: ErrorData | undefined;
}

/** Most results where nobody says otherwise. */
export const defaultLimit = 10;
