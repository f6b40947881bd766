import type { Shard } from '../indexing/shard';
import { findTerm } from './postings';
import type { AnalyzedQuery, Identifier } from './query';
import { documentsOfTerms, type TermDocuments } from './termDocuments';

/** Parameters of Okapi BM25 (Robertson and Zaragoza, 2009): saturation of repeated terms, and weight of the length. */
const k1 = 1.2;
const b = 0.75;

/** Lexical scores of one shard. */
export interface LexicalScores {
  /** BM25 of each chunk. */
  readonly chunks: Float32Array;
  /** Summed inverse document frequencies of the terms in each chunk. */
  readonly covers: Float32Array;
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
  /** Chunk within the shard that defines an identifier of the query, for each file; -1 if there is none. */
  readonly exactNameChunks: Int32Array;
}

/** Statistics of the whole index. */
export interface LexicalStatistics {
  /** Inverse document frequency of each query term over chunks. */
  readonly idf: Float32Array;
  readonly chunkCount: number;
  readonly fileCount: number;
}

/** The documents of the query's terms in one shard; undefined for a term that does not occur there. */
interface FoundTerms {
  readonly bodies: readonly (TermDocuments | undefined)[];
  readonly definitions: readonly (TermDocuments | undefined)[];
}

/** Scores every chunk and file of every shard against the terms and identifiers of a query. */
export function scoreLexically(
  shards: readonly Shard[],
  query: Pick<AnalyzedQuery, 'terms' | 'alternatives' | 'identifiers'>,
): { scores: LexicalScores[]; statistics: LexicalStatistics } {
  const found = shards.map((shard): FoundTerms => ({
    bodies: documentsOfTerms(shard.bodies, query),
    definitions: documentsOfTerms(shard.definitions, query),
  }));
  const totals = totalsOf(shards);
  const frequencies = documentFrequencies(shards, found, query.terms.length);
  const weights: Weights = {
    chunkIdf: frequencies.chunks.map((df) => inverseFrequency(totals.chunks, df)),
    fileIdf: frequencies.files.map((df) => inverseFrequency(totals.files, df)),
    nameIdf: frequencies.names.map((df) => inverseFrequency(totals.files, df)),
    chunkLength: totals.words / Math.max(1, totals.chunks),
    fileLength: totals.words / Math.max(1, totals.files),
    namesLength: totals.nameWords / Math.max(1, totals.files),
  };
  return {
    scores: shards.map((shard, i) => scoreShard(shard, found[i]!, weights, query.identifiers)),
    statistics: { idf: weights.chunkIdf, chunkCount: totals.chunks, fileCount: totals.files },
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

/** The inverse document frequency of a term that occurs in `frequency` of `documents` documents. */
export function inverseFrequency(documents: number, frequency: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

/** Sums that depend only on a shard, cached as long as the shard exists. */
interface ShardTotals {
  readonly words: number;
  readonly nameWords: number;
  /** Words of each file, and words of the names it defines. */
  readonly fileWords: Float32Array;
  readonly fileNameWords: Float32Array;
}

const shardTotals = new WeakMap<Shard, ShardTotals>();

/** Words of each file of a shard and of the names it defines. */
export function totalsOfShard(shard: Shard): ShardTotals {
  let totals = shardTotals.get(shard);
  if (!totals) {
    const fileWords = new Float32Array(shard.files.length);
    const fileNameWords = new Float32Array(shard.files.length);
    let words = 0;
    let nameWords = 0;
    for (let chunk = 0; chunk < shard.chunks.count; chunk++) {
      fileWords[shard.chunks.files[chunk]!]! += shard.chunks.lengths[chunk]!;
      words += shard.chunks.lengths[chunk]!;
    }
    for (let symbol = 0; symbol < shard.symbols.count; symbol++) {
      const width = shard.symbols.widths[symbol]!;
      fileNameWords[shard.chunks.files[shard.symbols.chunks[symbol]!]!]! += width;
      nameWords += width;
    }
    totals = { words, nameWords, fileWords, fileNameWords };
    shardTotals.set(shard, totals);
  }
  return totals;
}

function totalsOf(shards: readonly Shard[]): {
  chunks: number;
  files: number;
  words: number;
  nameWords: number;
} {
  const sum = { chunks: 0, files: 0, words: 0, nameWords: 0 };
  for (const shard of shards) {
    const totals = totalsOfShard(shard);
    sum.chunks += shard.chunks.count;
    sum.files += shard.files.length;
    sum.words += totals.words;
    sum.nameWords += totals.nameWords;
  }
  return sum;
}

function documentFrequencies(
  shards: readonly Shard[],
  found: readonly FoundTerms[],
  termCount: number,
): { chunks: Float32Array; files: Float32Array; names: Float32Array } {
  const chunks = new Float32Array(termCount);
  const files = new Float32Array(termCount);
  const names = new Float32Array(termCount);
  shards.forEach((shard, s) => {
    const chunkFiles = shard.chunks.files;
    const { bodies, definitions } = found[s]!;
    for (let term = 0; term < termCount; term++) {
      const body = bodies[term];
      if (body) {
        chunks[term]! += sumOfPresence(body);
        files[term]! += sumOfFiles(body, (document) => chunkFiles[document]!);
      }
      const definition = definitions[term];
      if (definition) {
        names[term]! += sumOfFiles(definition, (document) => chunkFiles[shard.symbols.chunks[document]!]!);
      }
    }
  });
  return { chunks, files, names };
}

function sumOfPresence({ presence, start, end }: TermDocuments): number {
  return presence ? presence.reduce((sum, weight) => sum + weight, 0) : end - start;
}

/** Number of files with a term, each weighted by the best alternative in it. The documents of one file are adjacent. */
function sumOfFiles(
  { documents, presence, start, end }: TermDocuments,
  fileOf: (document: number) => number,
): number {
  let sum = 0;
  let i = start;
  while (i < end) {
    const file = fileOf(documents[i]!);
    let best = 0;
    for (; i < end && fileOf(documents[i]!) === file; i++) best = Math.max(best, presence?.[i] ?? 1);
    sum += best;
  }
  return sum;
}

function scoreShard(
  shard: Shard,
  found: FoundTerms,
  weights: Weights,
  identifiers: readonly Identifier[],
): LexicalScores {
  const chunks = new Float32Array(shard.chunks.count);
  const covers = new Float32Array(shard.chunks.count);
  const files = new Float32Array(shard.files.length);
  const definitions = new Float32Array(shard.files.length);
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

  const names = scoreNames(shard, found, weights, definitions, totals.fileNameWords);
  return {
    chunks,
    covers,
    files,
    definitions,
    ...names,
    exactNameChunks: findExactNames(shard, identifiers),
  };
}

function saturate(count: number, relativeLength: number): number {
  return (count * (k1 + 1)) / (count + k1 * (1 - b + b * relativeLength));
}

/** Scores the names with a word of the query: BM25 by file into `definitions`, and the best single name of each file. */
function scoreNames(
  shard: Shard,
  found: FoundTerms,
  weights: Weights,
  definitions: Float32Array,
  fileNameWords: Float32Array,
): Pick<LexicalScores, 'bestNames' | 'chunkNames' | 'chunkNameCovers'> {
  const bestNames = new Float32Array(shard.files.length);
  const chunkNames = new Float32Array(shard.chunks.count);
  const chunkNameCovers = new Float32Array(shard.chunks.count);
  /** Weight and number of the query's terms in each matched name. */
  const covered = new Map<number, { weight: number; matched: number }>();
  const total = weights.nameIdf.reduce((sum, idf) => sum + idf, 0);

  found.definitions.forEach((definition, term) => {
    if (!definition) return;
    const { documents, presence, start, end } = definition;
    const idf = weights.nameIdf[term]!;
    let i = start;
    while (i < end) {
      const file = fileOfSymbol(shard, documents[i]!);
      let inFile = 0;
      for (; i < end && fileOfSymbol(shard, documents[i]!) === file; i++) {
        const symbol = documents[i]!;
        const share = presence?.[i] ?? 1;
        const entry = covered.get(symbol);
        if (entry) {
          entry.weight += idf * share;
          entry.matched += share;
        } else {
          covered.set(symbol, { weight: idf * share, matched: share });
        }
        inFile++;
      }
      definitions[file]! += idf * saturate(inFile, fileNameWords[file]! / weights.namesLength);
    }
  });

  for (const [symbol, { weight, matched }] of covered) {
    const cover = weight / total;
    const match = cover * (matched / Math.max(1, shard.symbols.widths[symbol]!));
    const file = fileOfSymbol(shard, symbol);
    const chunk = shard.symbols.chunks[symbol]!;
    bestNames[file] = Math.max(bestNames[file]!, match);
    chunkNames[chunk] = Math.max(chunkNames[chunk]!, match);
    chunkNameCovers[chunk] = Math.max(chunkNameCovers[chunk]!, cover);
  }
  return { bestNames, chunkNames, chunkNameCovers };
}

/** Where each file defines an identifier of the query: the whole name, not a name that contains it. */
function findExactNames(shard: Shard, identifiers: readonly Identifier[]): Int32Array {
  const found = new Int32Array(shard.files.length).fill(-1);
  const { offsets, documents } = shard.definitions;
  for (const { hash, isCompound } of identifiers) {
    const position = findTerm(shard.definitions, hash);
    if (position < 0) continue;
    for (let i = offsets[position]!; i < offsets[position + 1]!; i++) {
      const symbol = documents[i]!;
      if (!isCompound && shard.symbols.widths[symbol] !== 1) continue;
      const file = fileOfSymbol(shard, symbol);
      if (found[file]! < 0) found[file] = shard.symbols.chunks[symbol]!;
    }
  }
  return found;
}

function fileOfSymbol(shard: Shard, symbol: number): number {
  return shard.chunks.files[shard.symbols.chunks[symbol]!]!;
}
