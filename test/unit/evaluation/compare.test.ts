import { describe, expect, it } from 'vitest';
import type { EvaluationQuestion } from '../../../src/common/contracts/evaluation';
import type { SearchResult } from '../../../src/common/contracts/searchResult';
import { differenceText, isSeen } from '../../../src/common/text/evaluationText';
import { meanWithInterval } from '../../../src/engine/evaluation/bootstrap';
import { budgetOf } from '../../../src/engine/evaluation/budget';
import { compareCandidates, measureCandidate, soleAnswers } from '../../../src/engine/evaluation/compare';
import { fileRank, hit, linesRank, type Ranks } from '../../../src/engine/evaluation/judge';

const question: EvaluationQuestion = {
  kind: 'comment',
  text: 'retry a failed part',
  folder: '/f',
  paths: ['src/a.ts'],
  lines: { startLine: 10, endLine: 20 },
  language: 'typescript',
};

function result(
  path: string,
  startLine: number,
  endLine: number,
  rest: Partial<SearchResult> = {},
): SearchResult {
  return {
    ...{ folder: '/f', path, startLine, endLine, score: 1, kind: 'code', language: 'typescript' },
    ...{ symbol: null, symbolKind: null, matchedBy: [], line: startLine, tellingLine: startLine },
    ...{ preview: '', previewLine: startLine, matches: [] },
    ...rest,
  };
}

describe('meanWithInterval', () => {
  it('gives the same interval for the same values', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const first = meanWithInterval(values)!;
    expect(meanWithInterval(values)).toEqual(first);
    expect(first.value).toBeCloseTo(0.34);
    // The normal approximation is 0.34 ± 1.96 × 0.0474.
    expect(first.low).toBeCloseTo(0.25, 1);
    expect(first.high).toBeCloseTo(0.43, 1);
    expect(first.low).toBeLessThan(first.value);
  });

  it('is narrower with more values, and a point for equal ones', () => {
    const of = (count: number) => meanWithInterval(Array.from({ length: count }, (_, i) => i % 2))!;
    expect(of(400).high - of(400).low).toBeLessThan(of(40).high - of(40).low);
    expect(meanWithInterval([1, 1, 1])).toEqual({ value: 1, low: 1, high: 1 });
    expect(meanWithInterval([])).toBeUndefined();
  });

  it('contains the true mean in about 95 of 100 samples', () => {
    let state = 7;
    const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
    let covered = 0;
    for (let sample = 0; sample < 100; sample++) {
      const { low, high } = meanWithInterval(Array.from({ length: 80 }, () => (random() < 0.4 ? 1 : 0)))!;
      if (low <= 0.4 && high >= 0.4) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(88);
  });
});

describe('judge', () => {
  it('finds the right file, also folded into another result', () => {
    expect(fileRank(question, [result('b', 1, 2), result('src/a.ts', 90, 95)])).toBe(2);
    const siblings = [
      { folder: '/f', path: 'src/a.ts', startLine: 1, endLine: 2, relation: 'copy' as const },
    ];
    expect(fileRank(question, [result('b', 1, 2, { siblings })])).toBe(1);
    expect(fileRank(question, [result('src/a.ts', 1, 2, { folder: '/other' })])).toBeUndefined();
  });

  it('counts lines if a result has three of them, or all of a shorter answer', () => {
    expect(linesRank(question, [result('src/a.ts', 1, 11)])).toBeUndefined();
    expect(linesRank(question, [result('src/a.ts', 1, 12)])).toBe(1);
    const short = { ...question, lines: { startLine: 10, endLine: 11 } };
    expect(linesRank(short, [result('src/a.ts', 10, 10), result('src/a.ts', 1, 11)])).toBe(2);
    expect(linesRank({ ...question, lines: undefined }, [result('src/a.ts', 10, 20)])).toBeUndefined();
  });

  it('looks at ten results only', () => {
    const others = Array.from({ length: 10 }, (_, i) => result(`b${i}`, 1, 2));
    expect(fileRank(question, [...others, result('src/a.ts', 1, 2)])).toBeUndefined();
  });

  it.each([
    ['file1', 0],
    ['file3', 1],
    ['file10', 1],
    ['lines3', 0],
    ['lines10', 1],
  ] as const)('%s of ranks 3 and 10 is %d', (measure, expected) => {
    expect(hit(question, { file: 3, lines: 10 }, measure)).toBe(expected);
  });
});

describe('compareCandidates', () => {
  const questions = Array.from({ length: 60 }, (_, i) => ({ ...question, text: `question ${i}` }));
  const ranks = (of: (i: number) => number | undefined): Ranks[] =>
    questions.map((_, i) => ({ file: of(i), lines: of(i) }));
  const better = ranks(() => 1);
  const worse = ranks((i) => (i % 2 === 0 ? 1 : undefined));
  const like = ranks((i) => (i % 10 === 1 ? 2 : 1));

  it('sees a difference only where the interval does not contain 0', () => {
    const [first] = compareCandidates(questions, [worse, better]);
    expect(first).toMatchObject({ first: 0, second: 1 });
    expect(isSeen(first!.measures.file1!)).toBe(true);
    expect(differenceText(first!.measures.file1!)).toMatch(/^\+50 \(\+3\d to \+6\d\)$/);
    const [same] = compareCandidates(questions, [better, better]);
    expect(isSeen(same!.measures.file1!)).toBe(false);
    expect(differenceText(same!.measures.file1!)).toBe('no difference to be seen (0 to 0)');
    const [near] = compareCandidates(questions, [better, like]);
    expect(near!.measures.file1!.value).toBeCloseTo(-0.1);
    expect(isSeen(near!.measures.file3!)).toBe(false);
  });

  it('compares each pair once', () => {
    const pairs = compareCandidates(questions, [worse, better, like]).map(({ first, second }) => [
      first,
      second,
    ]);
    expect(pairs).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
  });

  it('measures questions without lines by their files only', () => {
    const ofCommits = questions.map((one) => ({ ...one, kind: 'commit' as const, lines: undefined }));
    expect(Object.keys(measureCandidate(ofCommits, better))).toEqual(['file1', 'file3', 'file10']);
  });

  it('lists the questions that only one candidate answers', () => {
    const sole = soleAnswers(questions, [worse, better]);
    expect(sole).toHaveLength(30);
    expect(sole[0]).toMatchObject({ candidate: 1, rank: 1, text: 'question 1' });
    expect(soleAnswers(questions, [better])).toEqual([]);
    expect(soleAnswers(questions, [better, like])).toEqual([]);
  });
});

describe('budgetOf', () => {
  const of = (provider: string, host: string | null, amount?: number) => ({
    ...{ label: provider, provider, model: 'm', host },
    ...(amount !== undefined && { price: { amount, currency: 'USD' as const } }),
  });
  const isRemote = ({ host }: { host: string | null }) => host !== null && host !== 'localhost';

  it('is that of the dearest candidate', () => {
    const budget = budgetOf([of('a', 'a', 0.02), of('b', 'b', 0.2)], 0.5, isRemote);
    expect(budget).toMatchObject({ tokens: 2_500_000, limit: 'cost', timesAsked: 1 });
    const equal = [of('a', 'a', 0.02), of('a', 'a', 0.02), of('b', 'b')];
    expect(budgetOf(equal, 0.5, isRemote).timesAsked).toBe(2);
  });

  it('limits what a reranker gets in the same way', () => {
    const reranker = (host: string, amount?: number) => ({
      ...of('builtin', null),
      reranker: {
        ...{ name: 'r', host },
        ...(amount !== undefined && { price: { amount, currency: 'CNY' as const } }),
      },
    });
    expect(budgetOf([reranker('r.example.com', 0.5)], 0.5, isRemote)).toMatchObject({
      ...{ tokens: Infinity, rerankTokens: 1_000_000, rerankLimit: 'cost' },
    });
    expect(budgetOf([reranker('r.example.com')], 5, isRemote)).toMatchObject({
      ...{ rerankTokens: 2_000_000, rerankLimit: 'unpriced' },
    });
    expect(budgetOf([reranker('localhost'), of('a', 'a', 1)], 5, isRemote).rerankTokens).toBe(Infinity);
    // Two candidates with the same reranker cost it no more than one may.
    const twice = [reranker('r.example.com', 0.5), reranker('r.example.com', 0.5), reranker('other', 0.2)];
    expect(budgetOf(twice, 0.5, isRemote).rerankTokens).toBe(500_000);
  });

  it('is limited for a model without a price on another machine only', () => {
    const limits = 5;
    expect(budgetOf([of('a', 'a')], limits, isRemote)).toMatchObject({
      tokens: 2_000_000,
      limit: 'unpriced',
    });
    expect(budgetOf([of('a', 'localhost'), of('b', null)], limits, isRemote).tokens).toBe(Infinity);
    expect(budgetOf([of('a', 'localhost', 1)], limits, isRemote).tokens).toBe(5_000_000);
    expect(budgetOf([of('a', 'a', 0)], limits, isRemote).tokens).toBe(Infinity);
  });
});
