import { describe, expect, it } from 'vitest';
import { Vocabulary } from '../../../../src/engine/ranking/definitions/vocabulary';
import { WordSimilarities } from '../../../../src/engine/ranking/definitions/wordSimilarities';
import { analyzeQuery } from '../../../../src/engine/retrieval/query';
import { TermAnalyzer } from '../../../../src/engine/retrieval/terms';
import { shardOf } from '../../../support/memoryIndex';

const analyzer = new TermAnalyzer();

/** Meanings on a plane; other words have none. */
const meanings: Readonly<Record<string, readonly number[]>> = {
  retry: [1, 0],
  again: [1, 0],
  attempt: [0.8, 0.6],
  paint: [0, 1],
  undo: [-1, 0],
};
const model = (text: string): Float32Array | undefined => {
  const found = text.split(' ').flatMap((word) => (meanings[word] ? [meanings[word]] : []));
  if (found.length === 0) return undefined;
  const sum = [0, 1].map((i) => found.reduce((all, meaning) => all + meaning[i]!, 0));
  return Float32Array.from(sum, (value) => value / Math.hypot(...sum));
};

interface Question {
  readonly text: string;
  /** Of each of its terms. */
  readonly idf: readonly number[];
  /** As it was before it was translated. */
  readonly original?: string;
}

/** Compares a question with one definition of this name. */
function compare(
  { text, idf, original = text }: Question,
  name: string,
  vocabulary = new Vocabulary(undefined),
) {
  const symbols = [{ name, kind: 'function' as const, line: 1 }];
  const shard = shardOf([{ path: 'a.ts', chunks: [{ text: 'x', symbols }] }]);
  const statistics = { idf: Float32Array.from(idf), chunkCount: 100, fileCount: 100 };
  const query = analyzeQuery(original, analyzer);
  const similarities = new WordSimilarities(text, { query, statistics }, vocabulary);
  const words = vocabulary.wordsOf(shard, 0);
  similarities.compare([...new Set(words.path)]);
  return {
    match: similarities.matchOf(words.name),
    cosine: similarities.cosineOf(words.path, words.pathLength),
  };
}
const matchOf = (question: Question, name: string, vocabulary?: Vocabulary): number =>
  compare(question, name, vocabulary).match;

describe('a name matches a question', () => {
  const question = { text: 'retry the upload', idf: [3, 1] };

  it.each([
    ['fully if it has its words, in any order', 'uploadRetry', 1],
    ['by the share of the question that it has, by the rarity of the words', 'retry', 0.75],
    ['by the same for a frequent word', 'upload', 0.25],
    ['less, the more other words it has', 'retryNowOrNever', 0.75 / 4],
    ['by how much its words are like those of the question', 'uploaderRetry', 1],
    ['by their beginnings', 'ret', 0.75 * 0.6 * 0.6],
    ['not at all with other words', 'paintWall', 0],
    ['not at all without words', '令牌', 0],
  ])('%s: %s', (_, name, match) => {
    expect(matchOf(question, name)).toBeCloseTo(match, 5);
  });

  it('by the best of several words that are similar to one of the question', () => {
    expect(matchOf({ text: 'retry', idf: [2] }, 'retRetryPaint')).toBeCloseTo((1 + 0.6) / 3, 5);
  });

  it('by each word of the question once, whatever its form', () => {
    expect(matchOf({ text: 'retry retries upload', idf: [1, 1] }, 'retry')).toBeCloseTo(0.5, 5);
  });

  it('without regard to stop words and single letters', () => {
    expect(matchOf({ text: 'how is x retried', idf: [5, 1] }, 'retry')).toBeCloseTo(1, 5);
  });

  it('by words that only the translation has, which are as rare as the words of the question are on average', () => {
    const translated = { text: 'retry upload', original: 'retry hochladen', idf: [3, 1] };
    expect(matchOf(translated, 'retry')).toBeCloseTo(3 / 5, 5);
    expect(matchOf(translated, 'upload')).toBeCloseTo(2 / 5, 5);
  });

  it('not at all if the question has no words, or none that the index counts', () => {
    expect(matchOf({ text: '?', idf: [] }, 'retry')).toBe(0);
    expect(matchOf({ text: 'retry', original: '?', idf: [] }, 'retry')).toBe(0);
  });

  it('by meaning, if that is closer than the words', () => {
    const vocabulary = new Vocabulary(model);
    const asked = { text: 'retry', idf: [1] };
    expect(matchOf(asked, 'again', vocabulary)).toBeCloseTo(1, 3);
    expect(matchOf(asked, 'attempt', vocabulary)).toBeCloseTo(0.8 * 0.8, 2);
    expect(matchOf(asked, 'retryPaint', vocabulary)).toBeCloseTo(0.5, 3);
    expect(matchOf(asked, 'undo', vocabulary)).toBe(0);
  });
});

describe('the words of a definition have a cosine with a question', () => {
  const cosineOf = (text: string, name: string, vocabulary = new Vocabulary(model)): number =>
    compare({ text, idf: [1] }, name, vocabulary).cosine;

  it.each([
    ['retry', 'again', 1],
    ['retry', 'attempt', 0.8],
    ['retry', 'againPaint', Math.SQRT1_2],
    ['retry', 'againWord', 1],
    ['retry', 'undo', 0],
    ['retry', 'otherWords', 0],
    ['unknown', 'again', 0],
  ])('%s and %s: %d', (text, name, cosine) => {
    expect(cosineOf(text, name)).toBeCloseTo(cosine, 2);
  });

  it('of 0 without a model', () => {
    expect(cosineOf('retry', 'again', new Vocabulary(undefined))).toBe(0);
  });

  it('that does not depend on what was compared before', () => {
    const vocabulary = new Vocabulary(model);
    cosineOf('retry', 'undoPaintAgain', vocabulary);
    expect(cosineOf('retry', 'againPaint', vocabulary)).toBeCloseTo(Math.SQRT1_2, 2);
  });
});
