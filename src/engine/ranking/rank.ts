import type { Shard } from '../indexing/shard';
import { totalsOfShard } from '../retrieval/lexicalRetriever';
import type { Centrality } from './centrality';
import { HighestScores } from './highestScores';
import { pathFeaturesOf } from './pathFeatures';
import type { PathComparer, PathLikeness } from './pathLikeness';
import type { PlaceEvidence, PlaceScorer } from './places';
import { signalNames, signals, type SignalName, type SignalValues } from './signals';
import { spreadOf, type Spread } from './spread';
import type { RankingWeights } from './weights';

/** Everything that retrieval found for one query; the lists have one entry for each shard. */
export interface Evidence extends PlaceEvidence {
  /** 1 for each file that matches the filter. */
  readonly allowed: readonly Uint8Array[];
  readonly centrality: Centrality;
  readonly places: PlaceScorer;
  /** Compares paths with the query. */
  readonly paths: PathComparer;
}

/** A ranked file, represented by its best chunk. */
export interface RankedFile {
  /** Position of its shard in {@link Evidence.shards}. */
  readonly shard: number;
  /** Number of the file within the shard. */
  readonly file: number;
  /** Files of a higher tier rank first, whatever their score. */
  readonly tier: number;
  readonly score: number;
  /** The scaled signals to which the weights apply. */
  readonly signals: Readonly<SignalValues>;
}

/** Files taken from the top of each retriever for ranking. */
const candidatesOfEach = 100;

/** Ranks all candidate files, best first. */
export function rankFiles(evidence: Evidence, weights: RankingWeights): RankedFile[] {
  const found = bestOfFiles(evidence);
  const candidates = selectCandidates(evidence, found);
  const likenesses = evidence.paths.likenessesOf(evidence.shards, candidates);
  const raw = candidates.map(({ shard, file }, i) =>
    rawSignals(evidence, found, shard, file, likenesses[i]!),
  );
  const scalers = scalersOf(evidence, found, raw);
  const table = evidence.query.isSymbol ? weights.symbol : weights.sentence;
  return candidates
    .map(({ shard, file }, i): RankedFile => {
      const signals = scale(raw[i]!, scalers);
      let score = 0;
      for (const name of signalNames) score += table[name] * signals[name];
      return { shard, file, tier: tierOf(evidence, signals), score, signals };
    })
    .sort((a, b) => b.tier - a.tier || b.score - a.score || compareFiles(evidence, a, b));
}

/**
 * A query for a symbol ranks files that contain it before all files that merely resemble it; weights for properties
 * of files (long, central, an entry) must not change that.
 */
function tierOf({ query }: Evidence, { chunkLexical }: Readonly<SignalValues>): number {
  return query.isSymbol && chunkLexical > 0 ? 1 : 0;
}

/** Files with equal scores are ordered by path, so that the same index gives the same order. */
function compareFiles({ shards }: Evidence, a: RankedFile, b: RankedFile): number {
  return shards[a.shard]!.files[a.file]!.path < shards[b.shard]!.files[b.file]!.path ? -1 : 1;
}

/** The best chunk's scores of every file. */
interface BestOfFiles {
  readonly lexical: readonly Float32Array[];
  /** Empty arrays if there is no vector of the query. */
  readonly cosine: readonly Float32Array[];
}

function bestOfFiles({ shards, lexical, vector }: Evidence): BestOfFiles {
  const best = (shard: Shard, chunks: Float32Array): Float32Array => {
    const files = new Float32Array(shard.files.length);
    const chunkFiles = shard.chunks.files;
    for (let chunk = 0; chunk < chunks.length; chunk++) {
      const file = chunkFiles[chunk]!;
      if (chunks[chunk]! > files[file]!) files[file] = chunks[chunk]!;
    }
    return files;
  };
  return {
    lexical: shards.map((shard, i) => best(shard, lexical[i]!.chunks)),
    cosine: vector ? shards.map((shard, i) => best(shard, vector[i]!.chunks)) : [],
  };
}

interface Candidate {
  readonly shard: number;
  readonly file: number;
}

/** The top of each retriever: best chunk and whole file lexically, defined names, best chunk and whole file by cosine. */
function selectCandidates(evidence: Evidence, found: BestOfFiles): Candidate[] {
  const { lexical, vector, allowed } = evidence;
  const lists: (readonly Float32Array[])[] = [
    found.lexical,
    lexical.map((scores) => scores.files),
    lexical.map((scores) => scores.definitions),
    lexical.map((scores) => scores.bestNames),
  ];
  if (vector)
    lists.push(
      found.cosine,
      vector.map((scores) => scores.files),
    );
  const chosen = new Set<number>();
  const width = 2 ** 26;
  for (const list of lists) {
    for (const { shard, file } of topFiles(list, allowed, candidatesOfEach)) chosen.add(shard * width + file);
  }
  return [...chosen].map((key) => ({ shard: Math.floor(key / width), file: key % width }));
}

/** The `count` allowed files with the highest positive scores, unordered, and all files tied with the last one. */
function topFiles(
  scores: readonly Float32Array[],
  allowed: readonly Uint8Array[],
  count: number,
): Candidate[] {
  const highest = new HighestScores(count);
  scores.forEach((list, shard) => {
    const admitted = allowed[shard]!;
    for (let file = 0; file < list.length; file++) {
      if (admitted[file] === 1) highest.add(list[file]!);
    }
  });
  const { threshold } = highest;
  const top: Candidate[] = [];
  scores.forEach((list, shard) => {
    const admitted = allowed[shard]!;
    for (let file = 0; file < list.length; file++) {
      if (list[file]! > 0 && list[file]! >= threshold && admitted[file] === 1) top.push({ shard, file });
    }
  });
  return top;
}

function rawSignals(
  evidence: Evidence,
  found: BestOfFiles,
  s: number,
  file: number,
  likeness: PathLikeness,
): SignalValues {
  const shard = evidence.shards[s]!;
  const lexical = evidence.lexical[s]!;
  const features = pathFeaturesOf(shard)[file]!;
  const stem = stemSignals(evidence, features.stemWords);
  return {
    chunkLexical: found.lexical[s]![file]!,
    fileLexical: lexical.files[file]!,
    definedNames: lexical.definitions[file]!,
    chunkCosine: found.cosine[s]?.[file] ?? 0,
    fileCosine: evidence.vector?.[s]!.files[file] ?? 0,
    stemCover: stem.cover,
    stemPrecision: stem.precision,
    stemMatch: stem.cover * stem.precision,
    softStem: likeness.stem,
    pathCosine: likeness.path,
    bestName: lexical.bestNames[file]!,
    exactName: lexical.exactNameChunks[file]! >= 0 ? 1 : 0,
    test: features.isTest ? 1 : 0,
    example: features.isExample ? 1 : 0,
    index: features.isIndex ? 1 : 0,
    docs: shard.files[file]!.kind === 'docs' ? 1 : 0,
    centrality: evidence.centrality.of(shard)[file]!,
    depth: features.depth,
    length: Math.log1p(totalsOfShard(shard).fileWords[file]!),
  };
}

function stemSignals(
  { query, statistics }: Evidence,
  stemWords: readonly number[],
): { cover: number; precision: number } {
  let total = 0;
  let covered = 0;
  let matched = 0;
  query.terms.forEach((term, i) => {
    total += statistics.idf[i]!;
    let share = stemWords.includes(term) ? 1 : 0;
    for (const other of query.alternatives?.[i] ?? []) {
      if (other.weight > share && stemWords.includes(other.term)) share = other.weight;
    }
    covered += statistics.idf[i]! * share;
    matched += share;
  });
  return {
    cover: total > 0 ? covered / total : 0,
    precision: stemWords.length > 0 ? matched / stemWords.length : 0,
  };
}

/** Scales a raw value of one signal for weighting. */
type Scaler = (value: number) => number;

function scalersOf(
  evidence: Evidence,
  found: BestOfFiles,
  raw: readonly SignalValues[],
): Readonly<Record<SignalName, Scaler>> {
  const paths = raw.map(({ pathCosine }) => pathCosine);
  const pathCosine = standardScaler(spreadOf([Float32Array.from(paths)]));
  const spread: Partial<Record<SignalName, Scaler>> = evidence.vector
    ? {
        pathCosine,
        chunkCosine: standardizer(found.cosine, evidence),
        fileCosine: standardizer(
          evidence.vector.map((scores) => scores.files),
          evidence,
        ),
      }
    : { pathCosine };
  const scalers = {} as Record<SignalName, Scaler>;
  for (const name of signalNames) scalers[name] = scalerOf(name, raw, spread[name]);
  return scalers;
}

function scalerOf(name: SignalName, raw: readonly SignalValues[], standard: Scaler | undefined): Scaler {
  switch (signals[name]) {
    case 'plain':
      return (value) => value;
    case 'share': {
      const largest = raw.reduce((max, values) => Math.max(max, values[name]), 0);
      return largest > 0 ? (value) => value / largest : () => 0;
    }
    case 'standard':
      return standard ?? (() => 0);
  }
}

/** Standard deviations above the mean of all allowed files with a vector. */
function standardizer(scores: readonly Float32Array[], { allowed }: Evidence): Scaler {
  return standardScaler(spreadOf(scores, allowed));
}

function standardScaler({ mean, deviation }: Spread): Scaler {
  return deviation > 0 ? (value) => (value === 0 ? 0 : (value - mean) / deviation) : () => 0;
}

/** Replaces raw values by scaled ones. */
function scale(values: SignalValues, scalers: Readonly<Record<SignalName, Scaler>>): SignalValues {
  for (const name of signalNames) values[name] = scalers[name](values[name]);
  return values;
}
