import { quantize } from '../embedding/quantize';
import type { Shard } from '../indexing/shard';
import { VectorBlock } from '../retrieval/kernel/vectorBlock';
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

/** A file, by the position of its shard and its number within it. */
export interface FilePosition {
  readonly shard: number;
  readonly file: number;
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
  /** For each compared word its best similarity to a word of the query: names of files repeat words. */
  private readonly likeness = new Map<string, number>();
  private readonly query: Float32Array | undefined;

  /** @param cache undefined if there is no model: only words are compared */
  constructor(
    text: string,
    private readonly cache: PathVectorCache | undefined,
  ) {
    this.words = stemmedWordsIn(text).filter(({ word }) => !isStopWord(word));
    this.query = cache?.model(text);
  }

  /** The similarities of some files, in their order. */
  likenessesOf(shards: readonly Shard[], files: readonly FilePosition[]): PathLikeness[] {
    const features = shards.map(pathFeaturesOf);
    const cosines = this.query && this.cache?.cosines(this.query, shards, files);
    return files.map(({ shard, file }, i) => {
      const byWords = this.likenessOfWords(features[shard]![file]!.stem);
      if (!cosines) return { stem: byWords, path: 0 };
      const stem = cosines[2 * i]!;
      const path = cosines[2 * i + 1]!;
      return { stem: stem > byWords ? stem : byWords, path: path > 0 ? path : 0 };
    });
  }

  /** The mean over the words of the stem of the best similarity to a word of the query. */
  private likenessOfWords(stem: readonly StemmedWord[]): number {
    if (stem.length === 0) return 0;
    let sum = 0;
    for (const word of stem) sum += this.likenessOfWord(word);
    return sum / stem.length;
  }

  private likenessOfWord(word: StemmedWord): number {
    let best = this.likeness.get(word.word);
    if (best === undefined) {
      best = 0;
      for (const asked of this.words) best = Math.max(best, wordLikeness(word, asked));
      this.likeness.set(word.word, best);
    }
    return best;
  }
}

/** Vectors of paths, computed on demand and cached as long as their shard exists. */
export class PathVectorCache {
  private readonly shards = new WeakMap<Shard, (PathVectors | undefined)[]>();
  private block: VectorBlock | undefined;
  /** Reused for each query. */
  private rows = new Int8Array();

  constructor(readonly model: WordModel) {}

  /** For each file the cosines of its name and of its path with a vector; 0 for one without a vector. */
  cosines(query: Float32Array, shards: readonly Shard[], files: readonly FilePosition[]): Float32Array {
    const dimensions = query.length;
    const scales = new Float32Array(2 * files.length);
    if (this.rows.length < scales.length * dimensions) this.rows = new Int8Array(scales.length * dimensions);
    const known = shards.map((shard) => this.vectorsIn(shard));
    const put = (row: number, vector: Vector | undefined): void => {
      if (!vector) return;
      this.rows.set(vector.data, row * dimensions);
      scales[row] = vector.scale;
    };
    files.forEach(({ shard, file }, i) => {
      const { stem, path } = (known[shard]![file] ??= this.make(shards[shard]!, file));
      put(2 * i, stem);
      put(2 * i + 1, path);
    });
    this.block ??= new VectorBlock(dimensions);
    this.block.set(0, this.rows.subarray(0, scales.length * dimensions), scales);
    return this.block.scores(query).get(0)!;
  }

  private vectorsIn(shard: Shard): (PathVectors | undefined)[] {
    let files = this.shards.get(shard);
    if (!files) this.shards.set(shard, (files = new Array<undefined>(shard.files.length).fill(undefined)));
    return files;
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
