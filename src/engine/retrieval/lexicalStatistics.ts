import type { Shard } from '../indexing/shard';
import type { TermDocuments } from './termDocuments';

/** The documents of the query's terms in one shard; undefined for a term that does not occur there. */
export interface FoundTerms {
  readonly bodies: readonly (TermDocuments | undefined)[];
  readonly definitions: readonly (TermDocuments | undefined)[];
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
  /** Number of the file of each symbol. */
  readonly symbolFiles: Uint32Array;
}

const shardTotals = new WeakMap<Shard, ShardTotals>();

/** Words of each file of a shard and of the names it defines. */
export function totalsOfShard(shard: Shard): ShardTotals {
  let totals = shardTotals.get(shard);
  if (!totals) {
    const fileWords = new Float32Array(shard.files.length);
    const fileNameWords = new Float32Array(shard.files.length);
    const symbolFiles = new Uint32Array(shard.symbols.count);
    let words = 0;
    let nameWords = 0;
    for (let chunk = 0; chunk < shard.chunks.count; chunk++) {
      fileWords[shard.chunks.files[chunk]!]! += shard.chunks.lengths[chunk]!;
      words += shard.chunks.lengths[chunk]!;
    }
    for (let symbol = 0; symbol < shard.symbols.count; symbol++) {
      const width = shard.symbols.widths[symbol]!;
      const file = shard.chunks.files[shard.symbols.chunks[symbol]!]!;
      symbolFiles[symbol] = file;
      fileNameWords[file]! += width;
      nameWords += width;
    }
    totals = { words, nameWords, fileWords, fileNameWords, symbolFiles };
    shardTotals.set(shard, totals);
  }
  return totals;
}

/** Sums over an index. */
export interface IndexTotals {
  readonly chunks: number;
  readonly files: number;
  /** Words of all chunks, and of all names that are defined in them. */
  readonly words: number;
  readonly nameWords: number;
}

/** Sums over all shards. */
export function totalsOf(shards: readonly Shard[]): IndexTotals {
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

/** For each term of a query the number of chunks, of files, and of files with a name that contains it. */
export interface DocumentFrequencies {
  readonly chunks: Float32Array;
  readonly files: Float32Array;
  readonly names: Float32Array;
}

/** The frequencies in some shards, each document weighted by the best alternative of the term in it. */
export function documentFrequencies(
  shards: readonly Shard[],
  found: readonly FoundTerms[],
  termCount: number,
): DocumentFrequencies {
  const chunks = new Float32Array(termCount);
  const files = new Float32Array(termCount);
  const names = new Float32Array(termCount);
  shards.forEach((shard, s) => {
    const { bodies, definitions } = found[s]!;
    bodies.forEach((body, term) => {
      if (!body) return;
      chunks[term]! += sumOfPresence(body);
      files[term]! += sumOfFiles(body, shard.chunks.files);
    });
    const { symbolFiles } = totalsOfShard(shard);
    definitions.forEach((definition, term) => {
      if (definition) names[term]! += sumOfFiles(definition, symbolFiles);
    });
  });
  return { chunks, files, names };
}

function sumOfPresence({ presence, start, end }: TermDocuments): number {
  return presence ? presence.reduce((sum, weight) => sum + weight, 0) : end - start;
}

/**
 * Number of files with a term, each weighted by the best alternative in it. The documents of one file are adjacent.
 *
 * @param files number of the file of each document
 */
function sumOfFiles({ documents, presence, start, end }: TermDocuments, files: ArrayLike<number>): number {
  let sum = 0;
  let file: number | undefined;
  let best = 0;
  for (let i = start; i < end; i++) {
    const next = files[documents[i]!]!;
    if (next !== file) {
      sum += best;
      file = next;
      best = 0;
    }
    const weight = presence ? presence[i]! : 1;
    if (weight > best) best = weight;
  }
  return sum + best;
}
