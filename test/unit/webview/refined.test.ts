import { describe, expect, it } from 'vitest';
import { resultKey } from '../../../src/webview/model/rows';
import { summaryOf } from '../../../src/webview/model/summary';
import type { ViewResult } from '../../../src/common/view/viewProtocol';
import { allRowsOf } from '../../../src/webview/model/visibleRows';
import { environment, greetedPage, ready, result, type TestPage } from './viewFixtures';

const a = result('a.ts');
const b = result('b.ts');
const c = result('c.ts');
const d = result('d.ts');
const a2 = result('a.ts', 100);

/** The refined order of the newest search. */
function refine(page: TestPage, results: readonly ViewResult[], refinement = 'Refined by Cohere'): TestPage {
  const { newestId: id } = page.model;
  return page.receive({ type: 'results', id, results, hasMore: false, state: ready, refinement, tookMs: 1 });
}

/** The displayed results: file and first line. */
function displayed({ model }: TestPage): string[] {
  return allRowsOf(model).flatMap((row) =>
    row.type === 'result' ? [`${row.result.path}:${row.result.startLine}`] : [],
  );
}

const select = (page: TestPage, key: string): void => {
  page.model = { ...page.model, selected: key };
};

describe('a refined order in the view', () => {
  it('replaces the first one while no row is selected, and is named as one', () => {
    const page = greetedPage().search('one', [a, b, c]);
    page.effects = [];
    refine(page, [c, a, b]);
    expect(displayed(page)).toEqual(['c.ts:1', 'a.ts:1', 'b.ts:1']);
    expect(summaryOf(page.model)).toBe('3 results in 3 files · Refined by Cohere');
    expect(page.effects.map(({ type }) => type)).not.toContain('scrollToTop');
  });

  it('leaves the selected row and all above it in a list', () => {
    const page = greetedPage();
    page.receive({
      type: 'state',
      state: ready,
      environment: { ...environment, layout: { isList: true, isCompact: false } },
    });
    page.search('one', [a, b, c, d]);
    select(page, resultKey(b));
    refine(page, [d, c, b, a]);
    expect(displayed(page)).toEqual(['a.ts:1', 'b.ts:1', 'd.ts:1', 'c.ts:1']);
    expect(page.model.selected).toBe(resultKey(b));
  });

  it('leaves the files above the selected row in a tree, with all their rows', () => {
    const page = greetedPage().search('one', [a, b, c, a2, d]);
    expect(displayed(page)).toEqual(['a.ts:1', 'a.ts:100', 'b.ts:1', 'c.ts:1', 'd.ts:1']);
    select(page, resultKey(b));
    refine(page, [d, a2, c, b, a]);
    expect(displayed(page)).toEqual(['a.ts:1', 'a.ts:100', 'b.ts:1', 'd.ts:1', 'c.ts:1']);
    expect(page.model.selected).toBe(resultKey(b));
  });

  it('stays as it is when its colours arrive', () => {
    const page = greetedPage().search('one', [a, b, c, d]);
    select(page, resultKey(b));
    refine(page, [d, c, b, a]);
    const before = displayed(page);
    page.model = { ...page.model, selected: undefined };
    const coloured = [d, c, b, a].map((one) => ({ ...one, coloredFor: 'dark' as const }));
    refine(page, coloured);
    expect(displayed(page)).toEqual(before);
    expect(page.model.answer?.results.map(({ coloredFor }) => coloredFor)).toEqual(Array(4).fill('dark'));
  });

  it('keeps a selected result that the refined order has below the limit', () => {
    const page = greetedPage().search('one', [a, b]);
    select(page, resultKey(a));
    refine(page, [c, b]);
    expect(displayed(page)).toEqual(['a.ts:1', 'c.ts:1', 'b.ts:1']);
  });

  it('has the reason instead if the reranker failed', () => {
    const page = greetedPage().search('one', [a, b]);
    refine(page, [a, b], 'Not refined: busy');
    expect(summaryOf(page.model)).toBe('2 results in 2 files · Not refined: busy');
  });
});
