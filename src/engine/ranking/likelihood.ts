import { isUnknown } from '../retrieval/knownTerms';
import type { Evidence } from './rank';
import { cosineSpreadOf } from './spread';

/** Signals that separate answers from results that are only the best available. */
export interface LikelihoodSignals {
  /** Share of the query, weighted by rarity, whose words the chunk contains. */
  readonly cover: number;
  /** Cosine of the chunk with the query. */
  readonly cosine: number;
  /** The cosine in standard deviations above the mean of all chunks. */
  readonly deviations: number;
  /** Share of the query, weighted by rarity, whose words occur in no chunk. */
  readonly unknown: number;
}

/** The names of {@link LikelihoodSignals}. */
export const likelihoodSignalNames = [
  'cover',
  'cosine',
  'deviations',
  'unknown',
] as const satisfies readonly (keyof LikelihoodSignals)[];

/** A rule that accepts likely answers: the weighted signals reach a threshold. */
export interface LikelihoodRule {
  readonly weights: LikelihoodSignals;
  readonly threshold: number;
}

/**
 * The model that the rule was fitted for. Cosines are not comparable between models: with another one, no result is
 * marked as less likely.
 */
export const calibratedModel = 'semantic-search-static-v2';

/**
 * Printed by `npm run bench:answers -- --fit`: a logistic regression, and the threshold that 97 of 100 right results
 * reach. The weight of deviations is negative because an unusual question is far from most chunks, so that even a
 * small cosine exceeds the mean.
 */
export const likelihoodRule: LikelihoodRule = {
  weights: { cover: 1.82, cosine: 29.96, deviations: -1.5, unknown: -3.09 },
  threshold: 4.26,
};

/** Cover of an answer that is likely whatever its vector: all words of the query, but for rounding. */
const coverWithVector = 0.999;
/** Cover of a likely answer without a vector, such as a text in another script: nearly all words of the query. */
const coverWithoutVector = 0.87;

/** The part of the evidence that it needs. */
type LikelihoodEvidence = Pick<Evidence, 'lexical' | 'statistics' | 'vector' | 'spreads'>;

/** Scores chunks independently. */
export class Likelihood {
  private readonly total: number;
  private readonly unknown: number;
  private readonly mean: number;
  private readonly deviation: number;

  constructor(private readonly evidence: LikelihoodEvidence) {
    const { idf, chunkCount } = evidence.statistics;
    this.total = idf.reduce((sum, one) => sum + one, 0) || 1;
    this.unknown = idf.reduce((sum, one) => (isUnknown(one, chunkCount) ? sum + one : sum), 0) / this.total;
    const { mean, deviation } = evidence.spreads?.chunks ?? cosineSpreadOf(evidence.vector);
    this.mean = mean;
    this.deviation = deviation || 1;
  }

  /** @param shard position of the shard, and number of the chunk within it */
  signalsOf(shard: number, chunk: number): LikelihoodSignals {
    const cosine = this.evidence.vector?.[shard]!.chunks[chunk] ?? 0;
    return {
      cover: this.evidence.lexical[shard]!.covers[chunk]! / this.total,
      cosine,
      deviations: cosine === 0 ? 0 : (cosine - this.mean) / this.deviation,
      unknown: this.unknown,
    };
  }

  /** Whether a chunk is likely to be an answer. */
  isLikely(shard: number, chunk: number): boolean {
    return passes(this.signalsOf(shard, chunk), likelihoodRule);
  }
}

/** Whether the words of a chunk suffice, or its signals reach the threshold of a rule. */
export function passes(signals: LikelihoodSignals, { weights, threshold }: LikelihoodRule): boolean {
  const hasVector = signals.cosine !== 0;
  if (signals.cover >= (hasVector ? coverWithVector : coverWithoutVector)) return true;
  if (!hasVector) return false;
  let score = 0;
  for (const name of likelihoodSignalNames) score += weights[name] * signals[name];
  return score >= threshold;
}
