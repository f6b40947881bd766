import { quantize } from '../embedding/quantize';
import type { Shard } from '../indexing/shard';
import { isStopWord } from '../retrieval/query';
import { wordsIn } from '../retrieval/words';
import { pathFeaturesOf } from './pathFeatures';
import { stemmedWordsIn, wordLikeness, type StemmedWord } from './wordLikeness';

/** A model that gives the vector of a few words synchronously. Undefined if it knows none of them. */
export type WordModel = (text: string) => Float32Array | undefined;

/** Similarity of a file's path to the query. */
export interface PathLikeness {
  /** Of the file's name, from 0 to 1: the higher of the similarities by meaning and by words. */
  readonly stem: number;
  /** Cosine of the folders and the name with the query; 0 without a model. */
  readonly path: number;
}

interface Vector {
  readonly data: Int8Array;
  readonly scale: number;
}

/** Vectors of a path, independent of the query. */
interface PathVectors {
  readonly stem: Vector | undefined;
  readonly path: Vector | undefined;
}

/** Compares paths with one query, by their words and with a local model, whatever model the index was built with. */
export class PathComparer {
  private readonly words: readonly StemmedWord[];
  private readonly query: Float32Array | undefined;
  private readonly known: PathVectorCache | undefined;

  /** @param cache undefined if there is no model: only words are compared */
  constructor(text: string, cache: PathVectorCache | undefined) {
    this.words = stemmedWordsIn(text).filter(({ word }) => !isStopWord(word));
    this.query = cache?.model(text);
    this.known = cache;
  }

  likenessOf(shard: Shard, file: number): PathLikeness {
    const { stem } = pathFeaturesOf(shard)[file]!;
    const byWords = this.likenessOfWords(stem);
    if (!this.query || !this.known) return { stem: byWords, path: 0 };
    const vectors = this.known.of(shard, file);
    return {
      stem: Math.max(byWords, cosine(this.query, vectors.stem)),
      path: cosine(this.query, vectors.path),
    };
  }

  /** The mean over the words of the stem of the best similarity to a word of the query. */
  private likenessOfWords(stem: readonly StemmedWord[]): number {
    if (stem.length === 0) return 0;
    let sum = 0;
    for (const word of stem) {
      let best = 0;
      for (const asked of this.words) best = Math.max(best, wordLikeness(word, asked));
      sum += best;
    }
    return sum / stem.length;
  }
}

/** Vectors of paths, computed on demand and cached as long as their shard exists. */
export class PathVectorCache {
  private readonly shards = new WeakMap<Shard, (PathVectors | undefined)[]>();

  constructor(readonly model: WordModel) {}

  of(shard: Shard, file: number): PathVectors {
    let files = this.shards.get(shard);
    if (!files) this.shards.set(shard, (files = new Array<undefined>(shard.files.length).fill(undefined)));
    return (files[file] ??= this.make(shard, file));
  }

  private make(shard: Shard, file: number): PathVectors {
    const { stem } = pathFeaturesOf(shard)[file]!;
    const folders = shard.files[file]!.path.split('/').slice(0, -1);
    const words = stem.map(({ word }) => word);
    return {
      stem: this.vectorOf(words.join(' ')),
      path: this.vectorOf([...wordsIn(folders.join(' ')), ...words].join(' ')),
    };
  }

  private vectorOf(text: string): Vector | undefined {
    const vector = this.model(text);
    if (!vector) return undefined;
    const data = new Int8Array(vector.length);
    return { data, scale: quantize(vector, data, 0) };
  }
}

function cosine(query: Float32Array, vector: Vector | undefined): number {
  if (!vector) return 0;
  let sum = 0;
  for (let i = 0; i < query.length; i++) sum += query[i]! * vector.data[i]!;
  return Math.max(0, sum * vector.scale);
}
