import { describe, expect, it } from 'vitest';
import type { EvaluationQuestion } from '../../../src/common/contracts/evaluation';
import type { SearchResult } from '../../../src/common/contracts/searchResult';
import { CancelledError, errorFactsOf, SemanticSearchError } from '../../../src/common/errors/errors';
import type { Answered } from '../../../src/engine/evaluation/answering';
import { askQuestions, latencyOf, nothingAsked } from '../../../src/engine/evaluation/askQuestions';

const questions = Array.from({ length: 10 }, (_, i): EvaluationQuestion => {
  return { kind: 'commit', text: `question ${i}`, folder: '/f', paths: [`${i}.ts`], language: 'typescript' };
});
const slow = errorFactsOf(new SemanticSearchError('PROVIDER_UNREACHABLE', 'It did not answer.', 'Wait.'));

function answered(text: string, failure: boolean | undefined): Answered {
  const path = `${/\d+/.exec(text)![0]}.ts`;
  const results = [{ folder: '/f', path, startLine: 1, endLine: 2 } as SearchResult];
  if (failure === undefined) return { results };
  const reranking = { by: 'r', host: 'h', count: failure ? 0 : 1, tookMs: 40 };
  return {
    results,
    reranking: { ...reranking, ...(failure && { failure: { why: 'slow' as const, error: slow } }) },
  };
}

/** Asks with a reranker that fails for some questions, until an abort. */
async function ask(
  fails: readonly number[],
  {
    asked = nothingAsked(),
    abortAt = Infinity,
  }: { asked?: ReturnType<typeof nothingAsked>; abortAt?: number } = {},
) {
  const reranked: string[] = [];
  const all: string[] = [];
  const controller = new AbortController();
  const done = askQuestions(
    'm',
    questions,
    asked,
    (text, _order, isReranked) => {
      all.push(text);
      if (all.length === abortAt) controller.abort();
      if (!isReranked) return Promise.resolve(answered(text, undefined));
      reranked.push(text);
      return Promise.resolve(answered(text, fails.includes(Number(/\d+/.exec(text)![0]))));
    },
    { giveWay: () => Promise.resolve(), signal: controller.signal },
  );
  const error: unknown = await done.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { asked, all, reranked, error };
}

describe('askQuestions', () => {
  it('counts the first order if the reranker fails, but not its time', async () => {
    const { asked, error } = await ask([2, 5]);
    expect(error).toBeUndefined();
    expect(asked.ranks).toHaveLength(10);
    expect(asked.notReranked).toEqual({ questions: 2, error: slow });
    expect(asked.latencies).toHaveLength(8);
    expect(latencyOf(asked).rerankMs).toEqual({ median: 40, p95: 40 });
  });

  it('does not call a reranker again that failed three times in a row', async () => {
    const { asked, reranked } = await ask([1, 3, 4, 5]);
    expect(reranked).toHaveLength(6);
    expect(asked.ranks).toHaveLength(10);
    expect(asked.notReranked?.questions).toBe(8);
  });

  it('fails if the reranker fails for all, and asks all of them again later', async () => {
    const { asked, reranked, error } = await ask(questions.map((_, i) => i));
    expect(error).toMatchObject({ code: 'PROVIDER_UNREACHABLE', message: 'It did not answer.' });
    expect(reranked).toHaveLength(3);
    expect(asked).toEqual(nothingAsked());
  });

  it('continues after an interruption with the questions that were not asked', async () => {
    const { asked, all, error } = await ask([1], { abortAt: 4 });
    expect(error).toBeInstanceOf(CancelledError);
    expect(all).toHaveLength(4);
    const rest = await ask([7], { asked });
    expect(rest.all).toEqual(questions.slice(4).map(({ text }) => text));
    expect(rest.asked.ranks.map(({ file }) => file)).toEqual(questions.map(() => 1));
    expect(rest.asked.notReranked?.questions).toBe(2);
  });
});
