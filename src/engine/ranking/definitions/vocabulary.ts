import { quantize, type QuantizedVector } from '../../embedding/quantize';
import { breadcrumbSeparator, type Shard } from '../../indexing/shard';
import { VectorRows } from '../../retrieval/kernel/vectorRows';
import { wordsIn } from '../../retrieval/words';
import type { WordModel } from '../pathLikeness';
import { stemmedWordsIn, type StemmedWord } from '../wordLikeness';

/** The words of one definition, by their numbers in a {@link Vocabulary}. */
export interface DefinitionWords {
  /** Distinct words of two letters or more of its name. */
  readonly name: readonly number[];
  /** All words of its name. */
  readonly nameLength: number;
  /** The words of the scopes that enclose its chunk, and of its name. */
  readonly path: readonly number[];
  /** Length of the sum of the vectors of `path`. */
  readonly pathLength: number;
}

/** Most words that are kept: about 8 MB of vectors. All are dropped when there are more. */
const mostWords = 16_384;

/** The words of definitions with their vectors, computed on demand and independent of the query. */
export class Vocabulary {
  private numbers = new Map<string, number>();
  private known: StemmedWord[] = [];
  private vectors: (QuantizedVector | undefined)[] = [];
  /** The vectors in the memory of the kernel; undefined until a word has one. */
  private rows: VectorRows | undefined;
  private shards = new WeakMap<Shard, (DefinitionWords | undefined)[]>();

  /** @param model undefined: words have no vectors */
  constructor(readonly model: WordModel | undefined) {}

  /** Drops all words if there are too many. Their numbers are valid until the next call. */
  limit(): void {
    if (this.known.length <= mostWords) return;
    this.numbers = new Map();
    this.known = [];
    this.vectors = [];
    this.rows = undefined;
    this.shards = new WeakMap();
  }

  get size(): number {
    return this.known.length;
  }

  word(number: number): StemmedWord {
    return this.known[number]!;
  }

  /** Cosines of a vector with those of some words, 0 for a word without one; undefined if there is no vector. */
  cosines(vector: Float32Array | undefined, words: readonly number[]): Float32Array | undefined {
    return vector && this.rows?.scores(vector, words);
  }

  /** @param symbol its number in the shard */
  wordsOf(shard: Shard, symbol: number): DefinitionWords {
    let definitions = this.shards.get(shard);
    if (!definitions) this.shards.set(shard, (definitions = []));
    return (definitions[symbol] ??= this.read(shard, symbol));
  }

  private read({ symbols, chunks }: Shard, symbol: number): DefinitionWords {
    const scopes = chunks.breadcrumbs.at(symbols.chunks[symbol]!).replaceAll(breadcrumbSeparator, ' ');
    const name = wordsIn(symbols.names.at(symbol));
    const path = [...wordsIn(scopes), ...name].map((word) => this.numberOf(word));
    const letters = name.filter((word) => word.length > 1);
    return {
      name: [...new Set(letters.map((word) => this.numberOf(word)))],
      nameLength: name.length,
      path,
      pathLength: this.lengthOf(path),
    };
  }

  private numberOf(word: string): number {
    let number = this.numbers.get(word);
    if (number === undefined) {
      number = this.known.length;
      this.numbers.set(word, number);
      this.known.push(stemmedWordsIn(word)[0] ?? { word, stem: word });
      const vector = this.model?.(word);
      const quantized = vector && quantizedOf(vector);
      this.vectors.push(quantized);
      this.addRow(quantized);
    }
    return number;
  }

  /** Every word has a row of its number, also one without a vector. */
  private addRow(vector: QuantizedVector | undefined): void {
    if (vector && !this.rows) {
      this.rows = new VectorRows(vector.data.length);
      for (let word = 1; word < this.known.length; word++) this.addRow(undefined);
    }
    this.rows?.add(vector?.data ?? new Int8Array(this.rows.dimensions), vector?.scale ?? 0);
  }

  /** Length of the sum of the unit vectors of some words. */
  private lengthOf(words: readonly number[]): number {
    if (!this.rows) return 0;
    const sum = new Float32Array(this.rows.dimensions);
    for (const word of words) {
      const vector = this.vectors[word];
      if (!vector) continue;
      const { data, scale } = vector;
      for (let i = 0; i < sum.length; i++) sum[i]! += data[i]! * scale;
    }
    let squares = 0;
    for (const value of sum) squares += value * value;
    return Math.sqrt(squares);
  }
}

function quantizedOf(vector: Float32Array): QuantizedVector {
  const data = new Int8Array(vector.length);
  return { data, scale: quantize(vector, data, 0) };
}
