import { describe, expect, it } from 'vitest';
import type { SymbolKind } from '../../../../src/common/contracts/symbolKind';
import type { Shard } from '../../../../src/engine/indexing/shard';
import {
  DefinitionScorer,
  definitionWeights,
} from '../../../../src/engine/ranking/definitions/definitionScorer';
import { Vocabulary } from '../../../../src/engine/ranking/definitions/vocabulary';
import { lexicalEvidence, shardOf } from '../../../support/memoryIndex';

type Defined = readonly [name: string, kind?: SymbolKind, line?: number, endLine?: number];

/** A shard with one file; each list is what one chunk defines. */
function shardOfNames(chunks: readonly (readonly Defined[])[]): Shard {
  return shardOf([
    {
      path: 'queue.ts',
      chunks: chunks.map((names, i) => ({
        text: names.map(([name]) => name).join(' '),
        symbols: names.map(([name, kind = 'function', line = 1, endLine = line]) => ({
          name,
          kind,
          line: 10 * i + line,
          startLine: 10 * i + line,
          endLine: 10 * i + endLine,
        })),
      })),
    },
  ]);
}

/** Has a dimension of meaning for each list. */
const meanings = [
  ['retry', 'attempt', 'again'],
  ['open', 'start'],
];
const model = (text: string): Float32Array | undefined => {
  const words = text.toLowerCase().split(/\W+/);
  const counts = meanings.map((list) => words.filter((word) => list.includes(word)).length);
  const length = Math.hypot(...counts);
  return length === 0 ? undefined : Float32Array.from(counts, (count) => count / length);
};

function scoresOf(
  query: string,
  chunks: readonly (readonly Defined[])[],
  vocabulary = new Vocabulary(undefined),
): number[] {
  const shard = shardOfNames(chunks);
  const scorer = new DefinitionScorer(query, lexicalEvidence([shard], query), vocabulary);
  return scorer.scoresOf(chunks.map((_, chunk) => ({ shard: 0, chunk })));
}

describe('the score of the definitions of a chunk', () => {
  it('is that of a chunk without any where there are none', () => {
    expect(scoresOf('retry an upload', [[]])[0]).toBeCloseTo(definitionWeights.none, 5);
  });

  it('rises with the words of a name, and falls with its other words', () => {
    const [exact, longer, half, other] = scoresOf('retry the upload', [
      [['retryUpload']],
      [['retryUploadOfEverythingLater']],
      [['retryDownload']],
      [['openQueue']],
    ]);
    expect(exact!).toBeGreaterThan(longer!);
    expect(exact!).toBeGreaterThan(half!);
    expect(half!).toBeGreaterThan(other!);
  });

  it('knows other forms of a word: its stem, its beginning and its abbreviation', () => {
    const [stem, abbreviation, other] = scoresOf('serializers of uploads', [
      [['serializeUpload']],
      [['serUpload']],
      [['findUpload']],
    ]);
    expect(stem!).toBeGreaterThan(abbreviation!);
    expect(abbreviation!).toBeGreaterThan(other!);
  });

  it('knows the meaning of a name without a common word', () => {
    const chunks: Defined[][] = [[['attemptAgain']], [['openQueue']]];
    const [alike, other] = scoresOf('retry', chunks, new Vocabulary(model));
    expect(alike!).toBeGreaterThan(other! + 1);
    const [unknown, same] = scoresOf('retry', chunks);
    expect(unknown!).toBeCloseTo(same!, 5);
  });

  it('counts every good definition', () => {
    const [two, one] = scoresOf('retry', [[['retryUpload'], ['retryDownload']], [['retryUpload']]]);
    expect(two!).toBeGreaterThan(one!);
  });

  it('prefers functions, types and sections to values, and a definition to those inside it', () => {
    const [method, type, section, value] = scoresOf('retry', [
      [['retry', 'method']],
      [['retry', 'class']],
      [['retry', 'section']],
      [['retry', 'property']],
    ]);
    expect(method!).toBeGreaterThan(value!);
    expect(type!).toBeGreaterThan(value!);
    expect(section!).toBeGreaterThan(value!);
    const [outer, inner] = scoresOf('retry', [
      [['retry', 'function', 1, 9], ['other']],
      [
        ['other', 'function', 1, 9],
        ['retry', 'function', 2, 3],
      ],
    ]);
    expect(outer!).toBeGreaterThan(inner!);
  });

  it('is the same whichever chunks are scored with it', () => {
    const shard = shardOfNames([[['retryUpload']], [['attemptAgain']]]);
    const evidence = lexicalEvidence([shard], 'retry upload');
    const scorer = new DefinitionScorer('retry upload', evidence, new Vocabulary(model));
    const both = scorer.scoresOf([
      { shard: 0, chunk: 0 },
      { shard: 0, chunk: 1 },
    ]);
    expect(scorer.scoresOf([{ shard: 0, chunk: 1 }])[0]).toBeCloseTo(both[1]!, 5);
    expect(scorer.scoresOf([{ shard: 0, chunk: 0 }])[0]).toBeCloseTo(both[0]!, 5);
  });
});

describe('the vocabulary', () => {
  it('asks the model for each word once, and forgets all when there are too many', () => {
    const asked: string[] = [];
    const vocabulary = new Vocabulary((text) => {
      asked.push(text);
      return model(text);
    });
    const shard = shardOfNames([[['retryUpload'], ['retryDownload']]]);
    vocabulary.wordsOf(shard, 0);
    vocabulary.wordsOf(shard, 1);
    vocabulary.wordsOf(shard, 1);
    expect(asked).toEqual(['retry', 'upload', 'download']);
    vocabulary.limit();
    expect(vocabulary.size).toBe(3);
    const many = Array.from({ length: 17_000 }, (_, i): Defined => [
      `x${i.toString(26).replace(/\d/g, 'q')}y${i}`,
    ]);
    const large = shardOfNames([many]);
    for (let symbol = 0; symbol < many.length; symbol++) vocabulary.wordsOf(large, symbol);
    vocabulary.limit();
    expect(vocabulary.size).toBe(0);
    expect(vocabulary.wordsOf(shard, 1).name).toEqual([0, 1]);
  });
});
