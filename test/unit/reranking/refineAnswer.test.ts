import { describe, expect, it } from 'vitest';
import { CancelledError, SemanticSearchError } from '../../../src/common/errors/errors';
import { refineAnswer, type Refinement } from '../../../src/engine/reranking/refineAnswer';
import { firstOrder, linesOf, orderOf } from '../../support/rerankers/rerankedSearch';

/** A reranker that prefers the last documents, and records what it gets. */
function reversing(sent: string[] = []): Refinement['reranker'] {
  return {
    name: 'Test',
    endpoint: { host: 'test.example' } as Refinement['reranker']['endpoint'],
    scores: (_, documents) => {
      sent.push(...documents);
      return Promise.resolve(documents.map((_document, i) => i));
    },
  };
}

const failing = (error: Error): Refinement['reranker'] => ({
  ...reversing(),
  scores: () => Promise.reject(error),
});

describe('refineAnswer', () => {
  it('sends the path and the current lines of each result', async () => {
    const sent: string[] = [];
    await refineAnswer(firstOrder(), { reranker: reversing(sent) }, linesOf);
    expect(sent).toHaveLength(7);
    expect(sent[4]).toBe('src/file4.ts\nsend the request again');
  });

  it('keeps results at the front that the query names', async () => {
    const refined = await refineAnswer(firstOrder({}, 2), { reranker: reversing() }, linesOf);
    expect(orderOf(refined)).toEqual([0, 1, 6, 5, 4, 3, 2]);
    expect(refined.reranking?.count).toBe(5);
  });

  it('keeps the positions of results whose lines cannot be read, and sends nothing of them', async () => {
    const sent: string[] = [];
    const refined = await refineAnswer(firstOrder(), { reranker: reversing(sent) }, (result) =>
      result.path.includes('file3') ? Promise.resolve(undefined) : linesOf(result),
    );
    expect(orderOf(refined)).toEqual([6, 5, 4, 3, 2, 1, 0]);
    expect(orderOf(refined)[3]).toBe(3);
    expect(sent.join('\n')).not.toContain('file3');
  });

  it.each([
    [
      'a path that looks secret',
      (path: string) => path.replace('src/file1.ts', '.env.production'),
      undefined,
    ],
    [
      'a private key',
      (path: string) => path,
      '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----',
    ],
  ])('sends nothing of a result with %s', async (_, pathOf, key) => {
    const sent: string[] = [];
    const { answer, named } = firstOrder();
    const results = answer.results.map((result) => ({ ...result, path: pathOf(result.path) }));
    const refined = await refineAnswer(
      { answer: { ...answer, results }, named },
      { reranker: reversing(sent) },
      (result) =>
        result === results[1] && key ? Promise.resolve(key) : linesOf(result).then((text) => text ?? 'x'),
    );
    expect(refined.results[1]!.path).toBe(results[1]!.path);
    expect(sent).toHaveLength(6);
    expect(sent.join('\n')).not.toMatch(/\.env|PRIVATE KEY/);
  });

  it('counts as many results as likely as before, and leaves the scores in descending order', async () => {
    const refined = await refineAnswer(firstOrder(), { reranker: reversing() }, linesOf);
    expect(refined.results.map(({ isLessLikely }) => isLessLikely === true)).toEqual([
      ...Array.from({ length: 5 }, () => false),
      true,
      true,
    ]);
    expect(refined.results.map(({ score }) => score)).toEqual([10, 9, 8, 7, 6, 5, 4]);
  });

  it('keeps the first order for equal scores', async () => {
    const reranker = { ...reversing(), scores: () => Promise.resolve([0, 0, 0, 0, 0, 0, 0]) };
    expect(orderOf(await refineAnswer(firstOrder(), { reranker }, linesOf))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('does not call the reranker for one result', async () => {
    const sent: string[] = [];
    const { answer } = firstOrder();
    const one = { answer: { ...answer, results: answer.results.slice(0, 1) }, named: 0 };
    const refined = await refineAnswer(one, { reranker: reversing(sent) }, linesOf);
    expect([sent, refined.reranking?.count, refined.reranking?.failure]).toEqual([[], 0, undefined]);
  });

  it('has the reason if the reranker fails, and is cancelled if that is cancelled', async () => {
    const busy = new SemanticSearchError('PROVIDER_BUSY', 'Too many requests.', 'Wait.');
    const refined = await refineAnswer(firstOrder(), { reranker: failing(busy) }, linesOf);
    expect(orderOf(refined)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(refined.reranking?.failure?.why).toBe('busy');
    const cancelled = refineAnswer(firstOrder(), { reranker: failing(new CancelledError()) }, linesOf);
    await expect(cancelled).rejects.toThrow(CancelledError);
  });
});
