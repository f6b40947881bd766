import { describe, expect, it } from 'vitest';
import { emptyShard, updateShard } from '../../../../src/engine/indexing/buildShard';
import type { Shard } from '../../../../src/engine/indexing/shard';
import { DefinitionScorer } from '../../../../src/engine/ranking/definitions/definitionScorer';
import { Vocabulary } from '../../../../src/engine/ranking/definitions/vocabulary';
import { TermAnalyzer } from '../../../../src/engine/retrieval/terms';
import { indexedFile, lexicalEvidence, smallDimensions } from '../../../support/memoryIndex';

/** A shard with one chunk, which has these scopes and defines these functions. */
function shardOfNames(names: readonly string[], breadcrumb: readonly string[] = []): Shard {
  const symbols = names.map((name, i) => ({ name, kind: 'function' as const, line: i + 1 }));
  const file = indexedFile({ path: 'a.ts', chunks: [{ text: 'text', symbols }] });
  const chunks = file.chunks.map((chunk) => ({ ...chunk, breadcrumb }));
  return updateShard(emptyShard(smallDimensions), [{ ...file, chunks }], new Set(), new TermAnalyzer());
}

/** One word has one meaning: east, north, or both. Other words have no vector. */
const directions: Readonly<Record<string, readonly number[]>> = {
  east: [1, 0],
  north: [0, 1],
  slope: [0.6, 0.8],
};
const model = (text: string): Float32Array | undefined => {
  const direction = directions[text];
  return direction && Float32Array.from(direction);
};

describe('the words of a definition', () => {
  const wordsOf = (name: string, breadcrumb: readonly string[] = []) => {
    const vocabulary = new Vocabulary(model);
    const { name: ofName, path, ...lengths } = vocabulary.wordsOf(shardOfNames([name], breadcrumb), 0);
    const written = (words: readonly number[]): string[] => words.map((word) => vocabulary.word(word).word);
    return { name: written(ofName), path: written(path), ...lengths };
  };

  it('are those of its name, and those of its scopes before them', () => {
    expect(wordsOf('sendRequest', ['HttpClient', 'Retry policy'])).toMatchObject({
      name: ['send', 'request'],
      nameLength: 2,
      path: ['http', 'client', 'retry', 'policy', 'send', 'request'],
    });
  });

  it('are compared once each, and not if they are single letters, but all of them count for its length', () => {
    expect(wordsOf('toXAndToY')).toMatchObject({ name: ['to', 'and'], nameLength: 5 });
  });

  it.each([
    ['one word', 'east', [], 1],
    ['a word that occurs twice', 'eastEast', [], 2],
    ['unrelated words', 'eastNorth', [], Math.SQRT2],
    ['related words of a scope and a name', 'slope', ['east'], Math.hypot(1.6, 0.8)],
    ['words without a vector beside one', 'otherEastWord', [], 1],
    ['words without a vector', 'otherWord', [], 0],
  ])('have the length of the sum of their directions: %s', (_, name, breadcrumb, length) => {
    expect(wordsOf(name, breadcrumb).pathLength).toBeCloseTo(length, 2);
  });

  it('have no length without a model', () => {
    expect(new Vocabulary(undefined).wordsOf(shardOfNames(['east']), 0).pathLength).toBe(0);
  });
});

describe('the vocabulary', () => {
  it('asks the model for each word once', () => {
    const asked: string[] = [];
    const vocabulary = new Vocabulary((text) => {
      asked.push(text);
      return model(text);
    });
    const shard = shardOfNames(['eastNorth', 'eastSouth']);
    vocabulary.wordsOf(shard, 0);
    vocabulary.wordsOf(shard, 1);
    vocabulary.wordsOf(shard, 1);
    expect(asked).toEqual(['east', 'north', 'south']);
  });

  it('gives each word its cosine with a vector, whichever words before it have none', () => {
    const vocabulary = new Vocabulary(model);
    const { path } = vocabulary.wordsOf(shardOfNames(['noneEitherEastNotNorthSlope']), 0);
    const cosines = vocabulary.cosines(Float32Array.of(1, 0), path)!;
    [0, 0, 1, 0, 0, 0.6].forEach((cosine, i) => {
      expect(cosines[i]).toBeCloseTo(cosine, 2);
    });
    expect(vocabulary.cosines(undefined, path)).toBeUndefined();
  });

  it('forgets all words when a question finds more than 16,384', () => {
    const names = Array.from({ length: 16_385 }, (_, i) =>
      i
        .toString(4)
        .replace(/\d/g, (digit) => 'abcd'[Number(digit)]!)
        .padStart(8, 'x'),
    );
    const shard = shardOfNames(names);
    const vocabulary = new Vocabulary(undefined);
    const evidence = lexicalEvidence([shardOfNames([])], 'x');
    const ask = (): DefinitionScorer => new DefinitionScorer('x', evidence, vocabulary);
    for (let symbol = 0; symbol < 16_384; symbol++) vocabulary.wordsOf(shard, symbol);
    ask();
    expect(vocabulary.size).toBe(16_384);
    vocabulary.wordsOf(shard, 16_384);
    ask();
    expect(vocabulary.size).toBe(0);
    expect(vocabulary.wordsOf(shard, 1).name).toEqual([0]);
  });
});
