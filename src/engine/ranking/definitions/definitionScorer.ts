import { symbolKinds, type Shard } from '../../indexing/shard';
import type { SymbolKind } from '../../../common/contracts/symbolKind';
import type { PlaceEvidence } from '../places';
import { symbolsIn } from './symbolRange';
import type { Vocabulary } from './vocabulary';
import { WordSimilarities } from './wordSimilarities';

/** A chunk, by the position of its shard and its number within it. */
export interface ChunkPosition {
  readonly shard: number;
  readonly chunk: number;
}

/** The symbols that a chunk defines: their numbers in its shard, from `first` up to, not including, `end`. */
interface Definitions {
  readonly shard: Shard;
  readonly first: number;
  readonly end: number;
}

/** How well one definition answers a question. */
export interface DefinitionSignals {
  /** Match of its name, by the words and their meaning: 0 to 1. */
  readonly name: number;
  /** Cosine of the words of its scopes and its name: 0 to 1. */
  readonly meaning: number;
  /** Words of its name. */
  readonly nameWords: number;
  /** Definitions of its chunk that enclose it. */
  readonly depth: number;
}

/**
 * Close to the weights found by fitting: the chance that a chunk is the answer is the sum of the chances of its
 * definitions. See docs/search.md for the questions.
 */
export const definitionWeights: DefinitionSignals & { readonly none: number } = {
  name: 3,
  meaning: 1.3,
  nameWords: -0.2,
  depth: -0.3,
  /** What a chunk scores without any definition. */
  none: 1.4,
};

const typeWeight = 1.5;
const functionWeight = 1.8;
const valueWeight = -1.3;
/** Set by hand, on the questions of `npm run bench:docs`: with less, code is before the documentation it is about. */
const sectionWeight = 2.2;

/** How likely a definition of a kind is the answer, whatever its name is. */
const kindWeights: Readonly<Record<SymbolKind, number>> = {
  class: typeWeight,
  interface: typeWeight,
  struct: typeWeight,
  enum: typeWeight,
  trait: typeWeight,
  type: typeWeight,
  module: typeWeight,
  function: functionWeight,
  method: functionWeight,
  constructor: functionWeight,
  macro: functionWeight,
  property: valueWeight,
  constant: valueWeight,
  variable: valueWeight,
  key: valueWeight,
  section: sectionWeight,
};

/** Scores chunks by the definitions in them, for one question. */
export class DefinitionScorer {
  private readonly words: WordSimilarities;

  /** @param text the question, in English if it was translated */
  constructor(
    text: string,
    private readonly evidence: Pick<PlaceEvidence, 'query' | 'statistics' | 'shards'>,
    private readonly vocabulary: Vocabulary,
  ) {
    vocabulary.limit();
    this.words = new WordSimilarities(text, evidence, vocabulary);
  }

  /**
   * The scores of some chunks, in their order: the logarithm of the sum of the exponentials of the scores of their
   * definitions, so that each good definition counts. At least {@link definitionWeights}`.none`.
   */
  scoresOf(chunks: readonly ChunkPosition[]): number[] {
    const definitions = chunks.map((position) => this.definitionsIn(position));
    const words = new Set<number>();
    for (const { shard, first, end } of definitions) {
      for (let symbol = first; symbol < end; symbol++)
        for (const word of this.vocabulary.wordsOf(shard, symbol).path) words.add(word);
    }
    this.words.compare([...words]);
    return definitions.map((ofChunk) => Math.log(this.chancesOf(ofChunk)));
  }

  private definitionsIn({ shard: position, chunk }: ChunkPosition): Definitions {
    const shard = this.evidence.shards[position]!;
    const [first, end] = symbolsIn(shard, chunk);
    return { shard, first, end };
  }

  /** The sum of the exponentials of the scores of some definitions. */
  private chancesOf({ shard, first, end }: Definitions): number {
    const { lines, endLines, kinds } = shard.symbols;
    let sum = Math.exp(definitionWeights.none);
    /** Last lines of the definitions that enclose the current one. */
    const enclosing: number[] = [];
    for (let symbol = first; symbol < end; symbol++) {
      while ((enclosing.at(-1) ?? Infinity) < endLines[symbol]!) enclosing.pop();
      const kind = kindWeights[symbolKinds[kinds[symbol]!]!];
      sum += Math.exp(kind + weigh(this.signalsOf(shard, symbol, enclosing.length)));
      if (endLines[symbol]! > lines[symbol]!) enclosing.push(endLines[symbol]!);
    }
    return sum;
  }

  private signalsOf(shard: Shard, symbol: number, depth: number): DefinitionSignals {
    const { name, nameLength, path, pathLength } = this.vocabulary.wordsOf(shard, symbol);
    return {
      name: this.words.matchOf(name),
      meaning: this.words.cosineOf(path, pathLength),
      nameWords: nameLength,
      depth,
    };
  }
}

function weigh({ name, meaning, nameWords, depth }: DefinitionSignals): number {
  const weights = definitionWeights;
  return (
    weights.name * name + weights.meaning * meaning + weights.nameWords * nameWords + weights.depth * depth
  );
}
