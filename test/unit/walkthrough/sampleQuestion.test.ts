import { describe, expect, it } from 'vitest';
import type { LocatedAnswer, LocatedResult, SearchService } from '../../../src/vscode/services';
import {
  chooseSampleQuestion,
  clearnessOf,
  sampleQuestions,
} from '../../../src/vscode/walkthrough/sampleQuestion';

/** Results with these scores; the first with the given properties. */
function results(scores: readonly number[], first: Partial<LocatedResult> = {}): LocatedResult[] {
  const common = { kind: 'code', matchedBy: ['vector'], preview: '', previewLine: 1, matches: [] } as const;
  return scores.map((score, i) => ({ ...common, ...(i === 0 && first), score }) as unknown as LocatedResult);
}

/** Answers each query as given; other queries have no results. */
function searchOf(
  answers: Readonly<Record<string, LocatedResult[] | Error>>,
): SearchService & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    search: ({ query }) => {
      asked.push(query);
      const answer = answers[query] ?? [];
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve({ results: answer } as unknown as LocatedAnswer);
    },
    similar: () => Promise.reject(new Error('not asked for')),
  };
}

describe('the sample question', () => {
  it('is the one with the clearest first result', async () => {
    const search = searchOf({ a: results([1, 0.9, 0.9]), b: results([1, 0.2, 0.1]), c: results([1, 0.5]) });
    expect(await chooseSampleQuestion(search, ['a', 'b', 'c'])).toBe('b');
  });

  it('is the first one if nothing is found', async () => {
    expect(await chooseSampleQuestion(searchOf({}), ['a', 'b'])).toBe('a');
  });

  it('is the clearest so far if the choice takes too long', async () => {
    const search = searchOf({ a: results([1, 0.9]), b: results([1, 0.1]) });
    expect(await chooseSampleQuestion(search, ['a', 'b'], AbortSignal.abort())).toBe('a');
    expect(search.asked).toEqual([]);
  });

  it('is the clearest so far if a search fails, without a retry', async () => {
    const search = searchOf({ a: results([1, 0.5]), b: new Error('broken'), c: results([1, 0.1]) });
    expect(await chooseSampleQuestion(search, ['a', 'b', 'c'])).toBe('a');
    expect(search.asked).toEqual(['a', 'b']);
  });

  it('is chosen from a list without duplicates', () => {
    expect(new Set(sampleQuestions).size).toBe(sampleQuestions.length);
    expect(sampleQuestions.length).toBeGreaterThan(5);
  });
});

describe('the clarity of an answer', () => {
  const query = 'where are errors handled';
  const clearness = (first: Partial<LocatedResult>, scores = [1, 0.5]) =>
    clearnessOf(query, results(scores, first));

  it('is zero without results', () => {
    expect(clearnessOf(query, [])).toBe(0);
    expect(clearness({}, [0, 0])).toBe(0);
  });

  it('increases with the evidence for the first result', () => {
    const plain = clearness({});
    expect(clearness({}, [1, 0.2])).toBeGreaterThan(plain);
    expect(clearness({ matchedBy: ['vector', 'lexical'] })).toBeGreaterThan(plain);
    expect(clearness({ matchedBy: ['vector', 'symbol'] })).toBeGreaterThan(plain);
    expect(clearness({ kind: 'docs' })).toBeLessThan(plain);
  });

  it('depends most on whether the result contains the words of the question', () => {
    const said = {
      preview: 'start\nclass ErrorHandler {}',
      previewLine: 7,
      matches: [
        { line: 8, start: 6, end: 11 },
        { line: 8, start: 11, end: 18 },
      ],
    };
    const half = { ...said, matches: said.matches.slice(1) };
    expect(clearness(said)).toBeGreaterThan(clearness(half));
    expect(clearness(half)).toBeGreaterThan(clearness({}));
    // Even a result that leads by far ranks lower if it does not contain the words.
    expect(clearness(said, [1, 1])).toBeGreaterThan(clearness({}, [1, 0]));
  });
});
