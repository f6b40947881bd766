import { quantize } from '../embedding/quantize';
import type { Shard } from '../indexing/shard';
import { VectorRows } from '../retrieval/kernel/vectorRows';
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
      return { stem: Math.max(byWords, cosines[2 * i]!), path: Math.max(0, cosines[2 * i + 1]!) };
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

/** Most rows kept, 16 MB: then all are computed again. */
const maxRows = 65_536;

/** Vectors of paths, computed on demand; equal names and paths share one. */
export class PathVectorCache {
  /** For each file of a shard the rows of its name and of its path, plus one; 0 until they are known. */
  private rowsOf = new WeakMap<Shard, Int32Array>();
  private readonly rowOfText = new Map<string, number>();
  private rows: VectorRows | undefined;

  constructor(readonly model: WordModel) {}

  /** For each file the cosines of its name and of its path with a vector; 0 for one without a vector. */
  cosines(query: Float32Array, shards: readonly Shard[], files: readonly FilePosition[]): Float32Array {
    if (this.rows === undefined || this.rows.count > maxRows) this.clear(query.length);
    const known = shards.map((shard) => this.rowsIn(shard));
    const asked = new Int32Array(2 * files.length);
    files.forEach(({ shard, file }, i) => {
      const rows = known[shard]!;
      if (rows[2 * file] === 0) this.add(rows, shards[shard]!, file);
      asked[2 * i] = rows[2 * file]! - 1;
      asked[2 * i + 1] = rows[2 * file + 1]! - 1;
    });
    return this.rows!.scores(query, asked);
  }

  private clear(dimensions: number): void {
    this.rows = new VectorRows(dimensions);
    this.rowsOf = new WeakMap();
    this.rowOfText.clear();
  }

  private rowsIn(shard: Shard): Int32Array {
    let rows = this.rowsOf.get(shard);
    if (!rows) this.rowsOf.set(shard, (rows = new Int32Array(2 * shard.files.length)));
    return rows;
  }

  private add(rows: Int32Array, shard: Shard, file: number): void {
    const { stem } = pathFeaturesOf(shard)[file]!;
    const folders = shard.files[file]!.path.split('/').slice(0, -1);
    const words = stem.map(({ word }) => word);
    rows[2 * file] = this.rowFor(words.join(' ')) + 1;
    rows[2 * file + 1] = this.rowFor([...wordsIn(folders.join(' ')), ...words].join(' ')) + 1;
  }

  private rowFor(text: string): number {
    let row = this.rowOfText.get(text);
    if (row === undefined) {
      const vector = this.model(text);
      const data = new Int8Array(this.rows!.dimensions);
      const scale = vector ? quantize(vector, data, 0) : 0;
      row = this.rows!.add(data, scale);
      this.rowOfText.set(text, row);
    }
    return row;
  }
}
