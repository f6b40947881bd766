import { describe, expect, it } from 'vitest';
import { resultKey } from '../../../src/webview/model/rows';
import { rowsOf } from '../../../src/webview/model/visibleRows';
import { greetedPage, result, type TestPage } from './viewFixtures';

const a1 = result('src/a.ts', 1);
const a2 = result('src/a.ts', 30, 39, {
  lines: Array.from({ length: 9 }, (_, i) => [{ text: `line ${i}` }]),
});
const b1 = result('b.ts', 5);
const fileA = 'file file:///folder/src/a.ts';
const fileB = 'file file:///folder/b.ts';
const [keyA1, keyA2, keyB1] = [a1, a2, b1].map(resultKey) as [string, string, string];

const pageWithResults = (): TestPage => greetedPage().search('one', [a1, b1, a2]);

function press(page: TestPage, ...keys: string[]): string | undefined {
  for (const key of keys) page.do({ type: 'pressed', key, how: key === ' ' ? 'preview' : 'open' });
  return page.model.selected;
}

describe('the tree', () => {
  it('shows results below their files in the order of the best ones', () => {
    expect(rowsOf(pageWithResults().model).map((row) => row.key)).toEqual([
      fileA,
      keyA1,
      keyA2,
      fileB,
      keyB1,
    ]);
  });

  it('gets the focus at the first result, later where it was left', () => {
    const page = pageWithResults().do({ type: 'entered' });
    expect(page.effects).toContainEqual({ type: 'focusRow', key: keyA1 });
    press(page, 'ArrowDown', 'Escape');
    expect(page.effects).toContainEqual({ type: 'focusQuery', select: true });
    page.effects = [];
    page.do({ type: 'entered' });
    expect(page.effects).toContainEqual({ type: 'focusRow', key: keyA2 });
  });

  it('has the keyboard navigation of a tree of VS Code', () => {
    const page = pageWithResults().do({ type: 'entered' });
    expect(press(page, 'ArrowLeft')).toBe(fileA);
    expect(press(page, 'ArrowLeft', 'ArrowDown')).toBe(fileB);
    expect(press(page, 'ArrowUp', 'ArrowRight')).toBe(fileA);
    expect(press(page, 'ArrowRight')).toBe(keyA1);
    expect(press(page, 'End')).toBe(keyB1);
    expect(press(page, 'ArrowDown')).toBe(keyB1);
    expect(press(page, 'Home')).toBe(fileA);
    expect(press(page, 'PageDown')).toBe(keyB1);
    page.effects = [];
    press(page, 'Home', 'ArrowUp');
    expect(page.effects).toContainEqual({ type: 'focusQuery', select: false });
  });

  it('shows all lines of a long result on the right arrow, few on the left arrow', () => {
    const page = pageWithResults().do({ type: 'selected', key: keyA2 });
    press(page, 'ArrowRight');
    expect([...page.model.unfolded]).toEqual([keyA2]);
    expect(press(page, 'ArrowLeft')).toBe(keyA2);
    expect([...page.model.unfolded]).toEqual([]);
    expect(press(page, 'ArrowLeft')).toBe(fileA);
  });

  it('previews on Space, opens on Enter, and opens to the side on Enter with the modifier', () => {
    const page = pageWithResults().do({ type: 'selected', key: keyB1 });
    press(page, ' ', 'Enter');
    page.do({ type: 'pressed', key: 'Enter', how: 'toSide' });
    const place = { uri: b1.uri, startLine: 5, endLine: 14, line: 5 };
    expect(page.sent('open')).toEqual([
      { type: 'open', ...place, preserveFocus: true, preview: true, toSide: false },
      { type: 'open', ...place, preserveFocus: false, preview: false, toSide: false },
      { type: 'open', ...place, preserveFocus: false, preview: false, toSide: true },
    ]);
  });

  it('does not leave the focus on a row that is gone', () => {
    const page = pageWithResults().do({ type: 'selected', key: keyA2 }, { type: 'toggled', key: fileA });
    expect(page.model.selected).toBe(fileA);
    page.receive({ type: 'collapseAll' });
    expect(rowsOf(page.model).map((row) => row.key)).toEqual([fileA, fileB]);
  });
});

describe('next and previous result', () => {
  it('step through all results, around the ends, and into collapsed files', () => {
    const page = pageWithResults().receive({ type: 'collapseAll' });
    const opened = (direction: 1 | -1): number | undefined => {
      page.receive({ type: 'step', direction }, false);
      return page.sent('open')[0]?.startLine;
    };
    expect([1, 1, 1, 1].map(() => opened(1))).toEqual([1, 30, 5, 1]);
    expect(page.model.collapsed.size).toBe(0);
    expect(opened(-1)).toBe(5);
  });

  it('begin at the last result when stepping back', () => {
    const page = pageWithResults().receive({ type: 'step', direction: -1 }, true);
    expect(page.sent('open')).toMatchObject([{ startLine: 5, preserveFocus: true, preview: true }]);
  });

  it('do nothing without results', () => {
    expect(greetedPage().receive({ type: 'step', direction: 1 }).effects).toEqual([]);
  });
});
