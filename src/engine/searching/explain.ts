import { Likelihood, type LikelihoodSignals } from '../ranking/likelihood';
import type { PlaceSignals } from '../ranking/places';
import { signalsOf, type Evidence, type RankedFile } from '../ranking/rank';
import type { SignalValues } from '../ranking/signals';
import { lengthOf } from '../ranking/weights';
import type { Hit } from './hits';

/** A ranked file with the reasons for its position. */
export interface ExplainedFile {
  readonly path: string;
  /** The query named one symbol, so the weights for symbols were used. */
  readonly isSymbolQuery: boolean;
  /** See `weights.lengthOf`. */
  readonly queryLength: number;
  readonly score: number;
  readonly signals: Readonly<SignalValues>;
  /** Its chunks, in line order. */
  readonly places: readonly ExplainedPlace[];
}

/** A chunk of a ranked file; lines are 1-based, inclusive, as they were indexed. */
export interface ExplainedPlace {
  readonly startLine: number;
  readonly endLine: number;
  readonly signals: PlaceSignals;
}

/** A hit with the data that decides whether it is likely an answer. */
export interface ExplainedHit {
  readonly path: string;
  readonly signals: LikelihoodSignals;
}

/** Ranked files with the signals of their chunks. */
export function explainFiles(evidence: Evidence, ranked: readonly RankedFile[]): ExplainedFile[] {
  const queryLength = lengthOf(evidence.query);
  return ranked.map((one) => ({
    path: evidence.shards[one.shard]!.files[one.file]!.path,
    isSymbolQuery: evidence.query.isSymbol,
    queryLength,
    score: one.score,
    signals: signalsOf(one),
    places: explainPlaces(evidence, one.shard, one.file),
  }));
}

/** The first `limit` hits with the signals of their likelihood. */
export function explainHits(evidence: Evidence, hits: Iterable<Hit>, limit: number): ExplainedHit[] {
  const likelihood = new Likelihood(evidence);
  const explained: ExplainedHit[] = [];
  for (const hit of hits) {
    if (explained.length === limit) break;
    explained.push({ path: hit.file.path, signals: likelihood.signalsOf(hit.shard, hit.chunk) });
  }
  return explained;
}

function explainPlaces({ shards, places }: Evidence, shard: number, file: number): ExplainedPlace[] {
  const { files, chunks } = shards[shard]!;
  const { firstChunk, chunkCount } = files[file]!;
  return Array.from({ length: chunkCount }, (_, i) => ({
    startLine: chunks.startLines[firstChunk + i]!,
    endLine: chunks.endLines[firstChunk + i]!,
    signals: places.signalsOf(shard, firstChunk + i),
  }));
}
