import { describe, expect, it } from 'vitest';
import type { ViewLayout, ViewResult } from '../../../src/common/view/viewProtocol';
import { resultKey } from '../../../src/webview/model/rows';
import { canShowMore, summaryOf } from '../../../src/webview/model/summary';
import { rowsOf, type VisibleRow } from '../../../src/webview/model/visibleRows';
import { environment, greetedPage, ready, result, type TestPage } from './viewFixtures';

const inA = [1, 20, 40, 60, 80].map((line) => result('a.ts', line));
const b = result('b.ts', 5);
const c = result('c.ts', 5);

function written(row: VisibleRow): string {
  switch (row.type) {
    case 'file':
      return row.group.name;
    case 'result':
      return `${row.result.path}:${row.result.startLine}`;
    case 'more':
      return `${row.count} more`;
    case 'lessLikely':
      return `less likely: ${row.count}`;
    case 'siblings':
      return `+ ${row.count} ${row.relation}`;
    case 'sibling':
      return `= ${row.sibling.path}`;
  }
}
const shown = (page: TestPage): string[] => rowsOf(page.model).map(written);

function laidOut(page: TestPage, layout: Partial<ViewLayout>): TestPage {
  return page.receive({
    type: 'state',
    state: ready,
    environment: { ...environment, layout: { ...environment.layout, ...layout } },
  });
}

function more(page: TestPage, results: readonly ViewResult[], hasMore = true): TestPage {
  return page.do({ type: 'moreWanted' }).answer(results, ready, hasMore);
}

describe('a file with many results', () => {
  it('shows two of them, and a row that is replaced by the others', () => {
    const page = greetedPage().search('one', [inA[0]!, b, ...inA.slice(1)]);
    expect(shown(page)).toEqual(['a.ts', 'a.ts:1', 'a.ts:20', '3 more', 'b.ts', 'b.ts:5']);
    page.do({ type: 'selected', key: rowsOf(page.model)[3]!.key });
    page.do({ type: 'pressed', key: 'Enter', how: 'open' });
    expect(shown(page).slice(0, 6)).toEqual(['a.ts', 'a.ts:1', 'a.ts:20', 'a.ts:40', 'a.ts:60', 'a.ts:80']);
    expect(page.model.selected).toBe(resultKey(inA[2]!));
    expect(page.effects).toContainEqual({ type: 'focusRow', key: resultKey(inA[2]!) });
  });

  it('shows three if only one would be hidden', () => {
    expect(shown(greetedPage().search('one', inA.slice(0, 3)))).toEqual([
      'a.ts',
      ...['a.ts:1', 'a.ts:20', 'a.ts:40'],
    ]);
  });

  it('shows a hidden result when F4 moves to it, and all of them when everything is expanded', () => {
    const page = greetedPage().search('one', inA);
    for (let i = 0; i < 3; i++) page.receive({ type: 'step', direction: 1 });
    expect(page.sent('open').at(-1)).toMatchObject({ startLine: 40 });
    expect(shown(page)).toHaveLength(6);
    page.search('two', inA);
    expect(shown(page)).toContain('3 more');
    page.receive({ type: 'expandAll' });
    expect(shown(page)).toHaveLength(6);
    page.receive({ type: 'collapseAll' });
    expect(shown(page)).toEqual(['a.ts']);
  });
});

describe('the list', () => {
  it('is ordered by rank, and switches back to a tree', () => {
    const page = laidOut(greetedPage(), { isList: true }).search('one', [inA[0]!, b, inA[1]!]);
    expect(shown(page)).toEqual(['a.ts:1', 'b.ts:5', 'a.ts:20']);
    expect(rowsOf(page.model).every((row) => row.level === 1)).toBe(true);
    laidOut(page, { isList: false });
    expect(shown(page)).toEqual(['a.ts', 'a.ts:1', 'a.ts:20', 'b.ts', 'b.ts:5']);
  });

  it('keeps its selection when the layout changes', () => {
    const page = greetedPage().search('one', [inA[0]!, b]);
    page.do({ type: 'selected', key: resultKey(b) });
    page.effects = [];
    laidOut(page, { isList: true });
    expect(page.model.selected).toBe(resultKey(b));
    expect(page.effects).toContainEqual({ type: 'revealRow', key: resultKey(b) });
    page.effects = [];
    laidOut(page, { isList: true });
    expect(page.effects).not.toContainEqual({ type: 'revealRow', key: resultKey(b) });
  });
});

describe('Show More', () => {
  it.each([false, true])('adds new results below the existing ones, in a list: %s', (isList) => {
    const page = laidOut(greetedPage(), { isList }).search('one', [inA[0]!, b]);
    const before = shown(page);
    more(page, [c, inA[0]!, inA[1]!, b]);
    expect(shown(page).slice(0, before.length)).toEqual(before);
    const once = shown(page);
    // A second answer adds the colours, in any order.
    page.answer([c, inA[0]!, inA[1]!, b], ready, true);
    expect(shown(page)).toEqual(once);
    more(page, [inA[2]!, c, inA[0]!, inA[1]!, b]);
    expect(shown(page).slice(0, once.length)).toEqual(once);
    expect(shown(page).slice(once.length)).toEqual(isList ? ['a.ts:40'] : ['a.ts', 'a.ts:40']);
    expect(new Set(rowsOf(page.model).map((row) => row.key)).size).toBe(shown(page).length);
    expect(summaryOf(page.model)).toBe('First 5 results in 3 files');
  });

  it('removes results that are gone, and keeps dismissed ones hidden', () => {
    const page = greetedPage().search('one', [inA[0]!, b, c]);
    page.do({ type: 'rowActed', act: 'dismiss', key: resultKey(b) });
    more(page, [inA[1]!, c, b]);
    expect(shown(page)).toEqual(['c.ts', 'c.ts:5', 'a.ts', 'a.ts:20']);
  });
});

describe('less likely results', () => {
  const weak = result('c.ts', 5, 14, { isLessLikely: true });
  const weakInA = result('a.ts', 90, 99, { isLessLikely: true });

  it('are below a row that hides them, also in a file with better results', () => {
    const page = greetedPage().search('one', [inA[0]!, weakInA, b, weak]);
    expect(shown(page)).toEqual([
      ...['a.ts', 'a.ts:1', 'b.ts', 'b.ts:5'],
      ...['less likely: 2', 'a.ts', 'a.ts:90', 'c.ts', 'c.ts:5'],
    ]);
    expect(summaryOf(page.model)).toBe('2 results in 2 files');
    page.do({ type: 'toggled', key: 'lessLikely' });
    expect(shown(page).at(-1)).toBe('less likely: 2');
    page.receive({ type: 'step', direction: -1 });
    expect(page.sent('open')).toMatchObject([{ uri: weak.uri }]);
    expect(shown(page)).toHaveLength(9);
  });

  it('are left by the left arrow: to the file, then to the row above, also if there are no other results', () => {
    const page = greetedPage().search('one', [weak]);
    expect(summaryOf(page.model)).toBe('Nothing fits well. 1 less likely result');
    page.do({ type: 'selected', key: resultKey(weak) });
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft']) page.do({ type: 'pressed', key, how: 'open' });
    expect(page.model.selected).toBe('lessLikely');
  });

  it('ends Show More', () => {
    const page = greetedPage().do({ type: 'typed', text: 'one' }, { type: 'submitted' });
    page.answer([inA[0]!, b], ready, true);
    expect(canShowMore(page.model.answer!)).toBe(true);
    page.answer([inA[0]!, weak], ready, true);
    expect(canShowMore(page.model.answer!)).toBe(false);
  });
});

describe('translations and copies', () => {
  const sibling = (path: string, relation: 'translation' | 'copy') =>
    ({ uri: `file:///folder/${path}`, path, startLine: 7, endLine: 9, relation }) as const;
  const guide = result('docs/en/guide.md', 5, 9, {
    kind: 'docs',
    siblings: [sibling('docs/de/guide.md', 'translation'), sibling('old/guide.md', 'copy')],
  });

  it('are one row until it is expanded, and open at their own places', () => {
    const page = greetedPage().search('one', [guide]);
    expect(shown(page)).toEqual(['guide.md', 'docs/en/guide.md:5', '+ 1 translation', '+ 1 copy']);
    const over = rowsOf(page.model)[2]!;
    page.do({ type: 'selected', key: over.key }, { type: 'pressed', key: 'ArrowRight', how: 'open' });
    expect(shown(page)[3]).toBe('= docs/de/guide.md');
    page.do(
      { type: 'pressed', key: 'ArrowDown', how: 'open' },
      { type: 'pressed', key: 'Enter', how: 'open' },
    );
    expect(page.sent('open')).toMatchObject([
      { uri: 'file:///folder/docs/de/guide.md', startLine: 7, line: 7, preserveFocus: false },
    ]);
    page.do({ type: 'pressed', key: 'ArrowLeft', how: 'open' });
    expect(page.model.selected).toBe(over.key);
  });

  it('are not pinned with their result', () => {
    const page = greetedPage().search('one', [guide]);
    page.do({ type: 'rowActed', act: 'pin', key: resultKey(guide) });
    expect(shown(page).slice(0, 3)).toEqual(['Pinned', 'docs/en/guide.md:5', 'guide.md']);
  });
});
