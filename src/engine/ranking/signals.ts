/**
 * The signals for ranking files, each computed for a file and each measured alone (`npm run bench:quality --
 * --ablate`). A signal is scaled within the query before it is weighted: `share` of the largest value among all
 * files, `standard` deviations above the mean of all files, or unscaled (`plain`).
 */
export const signals = {
  /** BM25 of the file's best chunk. */
  chunkLexical: 'share',
  /** BM25 of the whole file. */
  fileLexical: 'share',
  /** BM25 of the names it defines. */
  definedNames: 'share',
  /** Cosine of the file's best chunk. */
  chunkCosine: 'standard',
  /** Cosine of the mean of its chunks' vectors. */
  fileCosine: 'standard',
  /** Share of the query, weighted by rarity, that the file's name contains. */
  stemCover: 'plain',
  /** Share of the file's name that is in the query. */
  stemPrecision: 'plain',
  /** `stemCover` multiplied by `stemPrecision`. */
  stemMatch: 'plain',
  /** Similarity of the file's name to the query, by words and meaning. */
  softStem: 'plain',
  /** Cosine of the words of its path. */
  pathCosine: 'standard',
  /** Best match of one defined name with the query. */
  bestName: 'plain',
  /** How well a definition fits an identifier of the query, see `retrieval/exactNames`. */
  exactName: 'share',
  /** It is a test: 1, otherwise 0. */
  test: 'plain',
  /** It is an example or a benchmark. */
  example: 'plain',
  /** It is an index or re-export file. */
  index: 'plain',
  /** It is documentation. */
  docs: 'plain',
  /** Logarithm of the number of chunks that mention the types it defines. */
  centrality: 'share',
  /** Folders above it. */
  depth: 'share',
  /** Logarithm of the number of words in it. */
  length: 'share',
} as const satisfies Record<string, SignalScale>;

/** How a signal is scaled within a query, see {@link signals}. */
export type SignalScale = 'share' | 'standard' | 'plain';

/** One of {@link signals}. */
export type SignalName = keyof typeof signals;

/** The names of {@link signals}. */
export const signalNames = Object.keys(signals) as readonly SignalName[];

/** The value of each signal. */
export type SignalValues = Record<SignalName, number>;
