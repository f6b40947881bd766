import { describe, expect, it } from 'vitest';
import { cardOf } from '../../../src/webview/model/card';
import { groupsOf, resultKey, type FileGroup } from '../../../src/webview/model/rows';
import { restoreState, saveState } from '../../../src/webview/model/savedState';
import { summaryOf } from '../../../src/webview/model/summary';
import { building, greetedPage, ready, result, TestPage } from './viewFixtures';

const a1 = result('a.ts', 1, 9, { symbol: 'first' });
const a2 = result('a.ts', 20, 29, { symbol: 'second' });
const b = result('b.ts', 5);
const found = (): TestPage => greetedPage().search('one', [a1, a2, b]);
/** Names in the tree, each with the start lines of its results. */
const shown = (page: TestPage): [string, ...number[]][] =>
  groupsOf(page.model).map((group: FileGroup) => [
    group.name,
    ...group.results.map((row) => row.result.startLine),
  ]);

describe('dismissing', () => {
  it('removes a result or a file from the list and the count, until the next search', () => {
    const page = found().do({ type: 'rowActed', act: 'dismiss', key: resultKey(a1) });
    expect(shown(page)).toEqual([
      ['a.ts', 20],
      ['b.ts', 5],
    ]);
    expect(summaryOf(page.model)).toBe('2 results in 2 files');
    page.do({ type: 'rowActed', act: 'dismiss', key: 'file file:///folder/a.ts' });
    expect(shown(page)).toEqual([['b.ts', 5]]);
    expect(page.sent('shown').at(-1)).toEqual({ type: 'shown', count: 1 });
    page.search('two', [a1, b]);
    expect(shown(page)).toEqual([
      ['a.ts', 1],
      ['b.ts', 5],
    ]);
  });

  it('persists when the query is repeated automatically, also if lines have moved', () => {
    const page = found().do({ type: 'rowActed', act: 'dismiss', key: resultKey(a2) });
    page.receive({ type: 'refresh', byPerson: false }).answer([a1, { ...a2, startLine: 22, endLine: 31 }, b]);
    expect(shown(page)).toEqual([
      ['a.ts', 1],
      ['b.ts', 5],
    ]);
    page.receive({ type: 'refresh', byPerson: true }).answer([a1, a2, b]);
    expect(shown(page)[0]).toEqual(['a.ts', 1, 20]);
  });

  it('moves the keyboard to the next row, at the end to the one before, and to the query from the last', () => {
    const page = found().do({ type: 'selected', key: resultKey(a1) }, { type: 'rowActed', act: 'dismiss' });
    expect(page.model.selected).toBe(resultKey(a2));
    page.do({ type: 'selected', key: resultKey(b) }, { type: 'rowActed', act: 'dismiss' });
    expect(page.model.selected).toBe(resultKey(a2));
    page.effects = [];
    page.do({ type: 'rowActed', act: 'dismiss' });
    expect(page.model.selected).toBeUndefined();
    expect(page.effects).toContainEqual({ type: 'focusQuery', select: false });
    expect(cardOf(page.model)?.title).toBe('All results dismissed');
    page.do({ type: 'restored' });
    expect(shown(page)).toHaveLength(2);
  });
});

describe('pinning', () => {
  it('keeps a result on top after later queries and a reload, until it is unpinned', () => {
    const page = found().do({ type: 'rowActed', act: 'pin', key: resultKey(b) });
    page.do({ type: 'rowActed', act: 'pin', key: resultKey(b) });
    page.search('two', [a1]);
    expect(shown(page)).toEqual([
      ['Pinned', 5],
      ['a.ts', 1],
    ]);
    expect(summaryOf(page.model)).toBe('1 result in 1 file');
    page.do({ type: 'cleared' });
    expect(shown(page)).toEqual([['Pinned', 5]]);
    const restored = new TestPage(restoreState(JSON.parse(JSON.stringify(saveState(page.model, 0)))).model);
    expect(shown(restored)).toEqual([['Pinned', 5]]);
    restored.do({ type: 'rowActed', act: 'dismiss', key: 'pin 1' });
    expect(shown(restored)).toEqual([]);
  });

  it('ends from the row where the result was found, too', () => {
    const page = found().do({ type: 'rowActed', act: 'pin', key: resultKey(b) });
    page.do({ type: 'rowActed', act: 'unpin', key: resultKey(b) });
    expect(page.model.pinned).toEqual([]);
  });

  it('requests the positions of pins when the index is ready again, and drops those whose files are gone', () => {
    const page = found()
      .do({ type: 'rowActed', act: 'pin', key: resultKey(a1) })
      .do({ type: 'rowActed', act: 'pin', key: resultKey(b) });
    page.state(building(400, 1)).state(ready);
    const [first, second] = page.sent('checkPins')[0]!.pins;
    page.receive({ type: 'pins', pins: [{ ...second!, startLine: 8 }], gone: [first!.id] });
    expect(shown(page)[0]).toEqual(['Pinned', 8]);
  });

  it('opens a pinned result, and steps through the others first', () => {
    const page = found().do({ type: 'rowActed', act: 'pin', key: resultKey(b) });
    page.receive({ type: 'step', direction: 1 });
    expect(page.sent('open')).toMatchObject([{ uri: a1.uri }]);
    page.do({ type: 'opened', key: 'pin 1', how: 'toSide' });
    expect(page.sent('open')).toMatchObject([{ uri: b.uri, toSide: true }]);
  });
});
