import { describe, expect, it } from 'vitest';
import { planPage, shortenPlan } from '../../../src/engine/indexing/planPages';

describe('the pages of a plan', () => {
  const list = (length: number) => Array.from({ length }, (_, i) => ({ path: `${i}` }));
  const plan = {
    files: list(2500).map((one) => ({ ...one, chunks: 1, tokens: 1 })),
    heldBack: list(1000).map((one) => ({ ...one, detail: '' })),
    masked: list(1001).map((one) => ({ ...one, line: 1, what: '' })),
    unread: list(3).map((one) => ({ ...one, reason: '' })),
  };
  const ends = (page: typeof plan | ReturnType<typeof planPage>) =>
    [page.files, page.heldBack, page.masked, page.unread].map((all) => [all[0]?.path, all.at(-1)?.path]);

  it('have a thousand entries of each list', () => {
    expect(ends(planPage(plan, 0))).toEqual([
      ['0', '999'],
      ['0', '999'],
      ['0', '999'],
      ['0', '2'],
    ]);
    expect(ends(planPage(plan, 1000))).toEqual([
      ['1000', '1999'],
      [undefined, undefined],
      ['1000', '1000'],
      [undefined, undefined],
    ]);
    expect(ends(planPage(plan, 2000))[0]).toEqual(['2000', '2499']);
  });

  it('start with the number of entries on the others', () => {
    const short = shortenPlan({ ...plan, chunks: 7, tokens: 8, known: 9 });
    expect(short).toMatchObject({ chunks: 7, tokens: 8, known: 9 });
    expect(short.notListed).toEqual({ files: 1500, heldBack: 0, masked: 1, unread: 0 });
    expect(short.files).toHaveLength(1000);
  });
});
