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
  it('is that of a chunk without definitions if there are none', () => {
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

  it('counts other forms of a word: its stem, its beginning and its abbreviation', () => {
    const [stem, abbreviation, other] = scoresOf('serializers of uploads', [
      [['serializeUpload']],
      [['serUpload']],
      [['findUpload']],
    ]);
    expect(stem!).toBeGreaterThan(abbreviation!);
    expect(abbreviation!).toBeGreaterThan(other!);
  });

  it('counts the meaning of a name without a common word', () => {
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

describe('the score of a definition', () => {
  /** The score of the only definition of a chunk, from that of the chunk. */
  const alone = (score: number): number => Math.log(Math.exp(score) - Math.exp(1.4));
  /** A function whose name has one word, and nothing in common with the question. */
  const unrelated = 1.8 - 0.2;

  it.each<[SymbolKind, number]>([
    ['class', 1.5],
    ['interface', 1.5],
    ['struct', 1.5],
    ['enum', 1.5],
    ['trait', 1.5],
    ['type', 1.5],
    ['module', 1.5],
    ['function', 1.8],
    ['method', 1.8],
    ['constructor', 1.8],
    ['macro', 1.8],
    ['property', -1.3],
    ['constant', -1.3],
    ['variable', -1.3],
    ['key', -1.3],
    ['section', 2.2],
  ])('starts for a %s with %d', (kind, weight) => {
    const [score] = scoresOf('paint', [[['retry', kind]]]);
    expect(alone(score!)).toBeCloseTo(weight - 0.2, 4);
  });

  it('rises by 3 for a name with the words of the question, and falls by 0.2 for each word', () => {
    const [exact] = scoresOf('retry the upload', [[['retryUpload']]]);
    expect(alone(exact!)).toBeCloseTo(1.8 + 3 - 0.4, 4);
    const [long] = scoresOf('paint', [[['retryUploadOfAFile']]]);
    expect(alone(long!)).toBeCloseTo(1.8 - 5 * 0.2, 4);
  });

  it('rises by 1.3 for a name that means the same', () => {
    const [same] = scoresOf('retry', [[['attemptAgain']]], new Vocabulary(model));
    expect(alone(same!)).toBeCloseTo(1.8 + 3 + 1.3 - 0.4, 3);
  });

  it.each<[string, [line: number, endLine: number][], number[]]>([
    [
      'one inside another',
      [
        [1, 9],
        [2, 3],
      ],
      [0, 1],
    ],
    [
      'one that ends with the other',
      [
        [1, 9],
        [5, 9],
      ],
      [0, 1],
    ],
    [
      'one after another',
      [
        [1, 3],
        [4, 6],
        [7, 9],
      ],
      [0, 0, 0],
    ],
    [
      'two in one line',
      [
        [1, 1],
        [1, 1],
      ],
      [0, 0],
    ],
    [
      'three levels, and one level again',
      [
        [1, 9],
        [2, 5],
        [3, 4],
        [6, 7],
      ],
      [0, 1, 2, 1],
    ],
  ])('falls by 0.3 for each definition around it: %s', (_, lines, depths) => {
    const names = lines.map(([line, endLine]): Defined => ['retry', 'function', line, endLine]);
    const sum = depths.reduce((all, depth) => all + Math.exp(unrelated - 0.3 * depth), Math.exp(1.4));
    expect(scoresOf('paint', [names])[0]).toBeCloseTo(Math.log(sum), 5);
  });
});
