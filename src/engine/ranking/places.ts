import type { Shard } from '../indexing/shard';
import type { LexicalScores, LexicalStatistics } from '../retrieval/lexicalRetriever';
import type { AnalyzedQuery } from '../retrieval/query';
import type { VectorScores } from '../retrieval/vectorRetriever';
import { cosineSpreadOf, type CosineSpreads } from './spread';

/** How well one chunk answers a query, independent of its file; each about 0 to 1. */
export interface PlaceSignals {
  /** BM25, as a share of the score of a chunk of average length that contains each term of the query twice. */
  readonly words: number;
  /** Share of the query, weighted by rarity, whose words it contains. */
  readonly cover: number;
  /** Standard deviations of its cosine above the mean of all chunks, divided by four. */
  readonly cosine: number;
  /** Largest share of the query that one name that it defines covers. */
  readonly nameCover: number;
  /** How well it defines the one name in the query, as a share of the best fit: 0 if it does not. */
  readonly exactName: number;
}

/** The names of {@link PlaceSignals}. */
export const placeSignalNames = [
  'words',
  'cover',
  'cosine',
  'nameCover',
  'exactName',
] as const satisfies readonly (keyof PlaceSignals)[];

/**
 * Fitted together with `definitions/definitionScorer`, on the same questions. `exactName` is set by hand, because those
 * questions never have it.
 */
export const placeWeights: PlaceSignals = {
  words: 1.6,
  cover: 6.4,
  cosine: 2.5,
  nameCover: 1.7,
  exactName: 3,
};

/** Penalty for a chunk that contains only license text, imports or front matter, which users do not search for. */
const boilerplateCost = 2;

/** The part of the evidence that it needs. */
export interface PlaceEvidence {
  readonly query: AnalyzedQuery;
  readonly shards: readonly Shard[];
  readonly lexical: readonly LexicalScores[];
  readonly statistics: LexicalStatistics;
  /** Undefined if there is no vector of the query. */
  readonly vector: readonly VectorScores[] | undefined;
  /** Those of the whole index, if the shards are a part of it. Default: those of `vector`. */
  readonly spreads?: CosineSpreads | undefined;
}

/** Scores chunks independently; scores are comparable between files. */
export class PlaceScorer {
  private readonly allTerms: number;
  private readonly meanCosine: number;
  private readonly cosineScale: number;
  private readonly bestFit: number;

  constructor(private readonly evidence: PlaceEvidence) {
    this.allTerms = evidence.statistics.idf.reduce((sum, idf) => sum + idf, 0) || 1;
    const { mean, deviation } = evidence.spreads?.chunks ?? cosineSpreadOf(evidence.vector);
    this.meanCosine = mean;
    this.cosineScale = deviation > 0 ? 1 / (4 * deviation) : 0;
    this.bestFit = evidence.query.isSymbol ? bestFitOf(evidence.lexical) : 0;
  }

  /** @param shard position of the shard, and number of the chunk within it */
  signalsOf(shard: number, chunk: number): PlaceSignals {
    const lexical = this.evidence.lexical[shard]!;
    const cosine = this.evidence.vector?.[shard]!.chunks[chunk] ?? 0;
    return {
      words: lexical.chunks[chunk]! / (2 * this.allTerms),
      cover: lexical.covers[chunk]! / this.allTerms,
      cosine: cosine === 0 ? 0 : (cosine - this.meanCosine) * this.cosineScale,
      nameCover: lexical.chunkNameCovers[chunk]!,
      exactName: this.exactFit(shard, chunk),
    };
  }

  scoreOf(shard: number, chunk: number): number {
    const { words, cover, cosine, nameCover, exactName } = this.signalsOf(shard, chunk);
    const penalty = this.evidence.shards[shard]!.chunks.boilerplate[chunk] === 1 ? -boilerplateCost : 0;
    // Written out, because a loop over the names of the signals is slower, and a query scores hundreds of chunks.
    return (
      penalty +
      placeWeights.words * words +
      placeWeights.cover * cover +
      placeWeights.cosine * cosine +
      placeWeights.nameCover * nameCover +
      placeWeights.exactName * exactName
    );
  }

  private exactFit(shard: number, chunk: number): number {
    if (this.bestFit === 0) return 0;
    const { shards, lexical } = this.evidence;
    const { exactNameChunks, exactNameFits } = lexical[shard]!;
    const file = shards[shard]!.chunks.files[chunk]!;
    return exactNameChunks[file] === chunk ? exactNameFits[file]! / this.bestFit : 0;
  }
}

function bestFitOf(lexical: readonly LexicalScores[]): number {
  let best = 0;
  for (const { exactNameFits } of lexical) for (const fit of exactNameFits) if (fit > best) best = fit;
  return best;
}
