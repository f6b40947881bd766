import type { Shard } from '../indexing/shard';
import { bestOfFiles } from './bestOfFiles';
import { findExactNames } from './exactNames';
import type { AnalyzedQuery, Identifier } from './query';
import {
  documentFrequencies,
  inverseFrequency,
  totalsOf,
  totalsOfShard,
  type DocumentFrequencies,
  type FoundTerms,
  type IndexTotals,
} from './lexicalStatistics';
import { ScoreArrays } from './scoreArrays';
import { documentsOfTerms } from './termDocuments';

/** Parameters of Okapi BM25 (Robertson and Zaragoza, 2009): saturation of repeated terms, and weight of the length. */
export const bm25 = { k1: 1.2, b: 0.75 } as const;

/** Lexical scores of one shard. */
export interface LexicalScores {
  /** BM25 of each chunk. */
  readonly chunks: Float32Array;
  /** Summed inverse document frequencies of the terms in each chunk. */
  readonly covers: Float32Array;
  /** BM25 of each file's best chunk. */
  readonly best: Float32Array;
  /** BM25 of each file as one document. */
  readonly files: Float32Array;
  /** BM25 of the names defined in each file, as one document. */
  readonly definitions: Float32Array;
  /** For each file the best match of one defined name with the query: 0 no match, 1 the same words. */
  readonly bestNames: Float32Array;
  /** The same for each chunk. */
  readonly chunkNames: Float32Array;
  /** For each chunk the largest share of the query, by weight, that one name defined in it contains: 0 to 1. */
  readonly chunkNameCovers: Float32Array;
  /** Chunk within the shard that defines an identifier of the query, for each file; -1 if no chunk does. */
  readonly exactNameChunks: Int32Array;
  /** How well that definition fits the identifier, see `exactNames`; 0 without one. */
  readonly exactNameFits: Float32Array;
}

/** Statistics of the whole index. */
export interface LexicalStatistics {
  /** Inverse document frequency of each query term over chunks. */
  readonly idf: Float32Array;
  readonly chunkCount: number;
  readonly fileCount: number;
}

/** What is counted over an index for one query. */
export interface LexicalCounts {
  readonly totals: IndexTotals;
  readonly frequencies: DocumentFrequencies;
}

/** Indexes that are searched here only in part. */
export interface CountedIndexes {
  /** The shards of that part. */
  readonly shards: ReadonlySet<Shard>;
  /** Of each of the whole indexes. */
  readonly counts: readonly LexicalCounts[];
}

/**
 * Scores every chunk and file of every shard against the terms and identifiers of a query.
 *
 * @param elsewhere counts of the whole indexes, if some shards are only parts of one. Default: all shards are counted here
 */
export function scoreLexically(
  shards: readonly Shard[],
  query: Pick<AnalyzedQuery, 'terms' | 'alternatives' | 'identifiers'>,
  elsewhere?: CountedIndexes,
): { scores: LexicalScores[]; statistics: LexicalStatistics } {
  const found = shards.map((shard): FoundTerms => ({
    bodies: documentsOfTerms(shard.bodies, query),
    definitions: documentsOfTerms(shard.definitions, query),
  }));
  const part = totalsOf(shards);
  const { totals, frequencies } = countsOf(shards, found, query.terms.length, elsewhere);
  const weights: Weights = {
    chunkIdf: frequencies.chunks.map((df) => inverseFrequency(totals.chunks, df)),
    fileIdf: frequencies.files.map((df) => inverseFrequency(totals.files, df)),
    nameIdf: frequencies.names.map((df) => inverseFrequency(totals.files, df)),
    // Of an index without chunks or names, nothing is scored by them.
    chunkLength: totals.words / totals.chunks,
    fileLength: totals.words / totals.files,
    namesLength: totals.nameWords / totals.files,
  };
  const arrays = new ScoreArrays(4 * part.chunks + 6 * part.files);
  return {
    scores: shards.map((shard, i) => scoreShard(shard, found[i]!, weights, query.identifiers, arrays)),
    statistics: { idf: weights.chunkIdf, chunkCount: totals.chunks, fileCount: totals.files },
  };
}

function countsOf(
  shards: readonly Shard[],
  found: readonly FoundTerms[],
  termCount: number,
  elsewhere: CountedIndexes | undefined,
): LexicalCounts {
  const isHere = (shard: Shard): boolean => elsewhere?.shards.has(shard) !== true;
  const here = shards.filter(isHere);
  const foundHere = found.filter((_, i) => isHere(shards[i]!));
  const own = { totals: totalsOf(here), frequencies: documentFrequencies(here, foundHere, termCount) };
  return (elsewhere?.counts ?? []).reduce(sumOfCounts, own);
}

function sumOfCounts(one: LexicalCounts, other: LexicalCounts): LexicalCounts {
  const sum = (list: keyof DocumentFrequencies): Float32Array =>
    one.frequencies[list].map((value, term) => value + other.frequencies[list][term]!);
  return {
    totals: {
      chunks: one.totals.chunks + other.totals.chunks,
      files: one.totals.files + other.totals.files,
      words: one.totals.words + other.totals.words,
      nameWords: one.totals.nameWords + other.totals.nameWords,
    },
    frequencies: { chunks: sum('chunks'), files: sum('files'), names: sum('names') },
  };
}

interface Weights {
  readonly chunkIdf: Float32Array;
  readonly fileIdf: Float32Array;
  readonly nameIdf: Float32Array;
  readonly chunkLength: number;
  readonly fileLength: number;
  readonly namesLength: number;
}

function scoreShard(
  shard: Shard,
  found: FoundTerms,
  weights: Weights,
  identifiers: readonly Identifier[],
  arrays: ScoreArrays,
): LexicalScores {
  const chunks = arrays.floats(shard.chunks.count);
  const covers = arrays.floats(shard.chunks.count);
  const files = arrays.floats(shard.files.length);
  const definitions = arrays.floats(shard.files.length);
  const totals = totalsOfShard(shard);
  const chunkFiles = shard.chunks.files;
  const { lengths } = shard.chunks;

  found.bodies.forEach((body, term) => {
    if (!body) return;
    const { documents, counts, presence, start, end } = body;
    const chunkIdf = weights.chunkIdf[term]!;
    const fileIdf = weights.fileIdf[term]!;
    let i = start;
    while (i < end) {
      const file = chunkFiles[documents[i]!]!;
      let inFile = 0;
      for (; i < end && chunkFiles[documents[i]!] === file; i++) {
        const chunk = documents[i]!;
        const count = counts[i]!;
        chunks[chunk]! += chunkIdf * saturate(count, lengths[chunk]! / weights.chunkLength);
        covers[chunk]! += presence ? chunkIdf * presence[i]! : chunkIdf;
        inFile += count;
      }
      files[file]! += fileIdf * saturate(inFile, totals.fileWords[file]! / weights.fileLength);
    }
  });

  const names = {
    bestNames: arrays.floats(shard.files.length),
    chunkNames: arrays.floats(shard.chunks.count),
    chunkNameCovers: arrays.floats(shard.chunks.count),
  };
  definitionScores(shard, found, weights, definitions);
  nameScores(shard, found, weights, names);
  const exactNameChunks = arrays.integers(shard.files.length).fill(-1);
  const exactNameFits = arrays.floats(shard.files.length);
  findExactNames(shard, identifiers, exactNameChunks, exactNameFits);
  return {
    chunks,
    covers,
    best: bestOfFiles(shard, chunks, arrays),
    files,
    definitions,
    ...names,
    exactNameChunks,
    exactNameFits,
  };
}

function saturate(count: number, relativeLength: number): number {
  const { k1, b } = bm25;
  return (count * (k1 + 1)) / (count + k1 * (1 - b + b * relativeLength));
}

/** BM25 of the names that each file defines. */
function definitionScores(
  shard: Shard,
  found: FoundTerms,
  weights: Weights,
  definitions: Float32Array,
): void {
  const { fileNameWords, symbolFiles } = totalsOfShard(shard);
  found.definitions.forEach((definition, term) => {
    if (!definition) return;
    const { documents, start, end } = definition;
    const idf = weights.nameIdf[term]!;
    let i = start;
    while (i < end) {
      const file = symbolFiles[documents[i]!]!;
      let inFile = 0;
      for (; i < end && symbolFiles[documents[i]!] === file; i++) inFile++;
      definitions[file]! += idf * saturate(inFile, fileNameWords[file]! / weights.namesLength);
    }
  });
}

/** Weight and number of the query's terms in each name of a shard; reused for each, all 0 between calls. */
let nameWeights = new Float64Array();
let nameMatches = new Float64Array();

/** The best single name of each file and chunk. */
function nameScores(
  shard: Shard,
  found: FoundTerms,
  weights: Weights,
  {
    bestNames,
    chunkNames,
    chunkNameCovers,
  }: Pick<LexicalScores, 'bestNames' | 'chunkNames' | 'chunkNameCovers'>,
): void {
  if (shard.symbols.count > nameWeights.length) {
    nameWeights = new Float64Array(shard.symbols.count * 2);
    nameMatches = new Float64Array(shard.symbols.count * 2);
  }
  let total = 0;
  for (const idf of weights.nameIdf) total += idf;
  const matched: number[] = [];
  found.definitions.forEach((definition, term) => {
    if (!definition) return;
    const { documents, presence, start, end } = definition;
    const idf = weights.nameIdf[term]!;
    for (let i = start; i < end; i++) {
      const symbol = documents[i]!;
      const share = presence?.[i] ?? 1;
      if (nameMatches[symbol] === 0) matched.push(symbol);
      nameWeights[symbol]! += idf * share;
      nameMatches[symbol]! += share;
    }
  });
  for (const symbol of matched) {
    const cover = nameWeights[symbol]! / total;
    const match = cover * (nameMatches[symbol]! / shard.symbols.widths[symbol]!);
    nameWeights[symbol] = 0;
    nameMatches[symbol] = 0;
    const chunk = shard.symbols.chunks[symbol]!;
    const file = shard.chunks.files[chunk]!;
    if (match > bestNames[file]!) bestNames[file] = match;
    if (match > chunkNames[chunk]!) chunkNames[chunk] = match;
    if (cover > chunkNameCovers[chunk]!) chunkNameCovers[chunk] = cover;
  }
}
