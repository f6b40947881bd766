import { describe, expect, it } from 'vitest';
import { resultKey } from '../../../src/webview/model/rows';
import { isSelected } from '../../../src/webview/model/selection';
import { rowsOf } from '../../../src/webview/model/visibleRows';
import { greetedPage, result, type TestPage } from './viewFixtures';

const [a, b, c] = ['a.ts', 'b.ts', 'c.ts'].map((path) =>
  result(`src/${path}`, 3, 9, { lines: [[{ text: `code of ${path}` }]], firstLine: 4, line: 5 }),
) as [ReturnType<typeof result>, ReturnType<typeof result>, ReturnType<typeof result>];
const found = (): TestPage => greetedPage().search('one', [a, b, c]);
const selected = (page: TestPage): string[] =>
  rowsOf(page.model)
    .filter((row) => row.type === 'result' && isSelected(page.model, row.key))
    .map((row) => (row.type === 'result' ? row.result.path : ''));

describe('several rows', () => {
  it('are selected one by one, as a range, by Shift and an arrow, and all', () => {
    const page = found().do({ type: 'selected', key: resultKey(a) });
    page.do({ type: 'selected', key: resultKey(c), how: 'toggle' });
    expect(selected(page)).toEqual(['src/a.ts', 'src/c.ts']);
    page.do({ type: 'selected', key: resultKey(c), how: 'toggle' });
    expect(selected(page)).toEqual(['src/a.ts']);
    page.do({ type: 'selected', key: resultKey(a) });
    page.do({ type: 'selected', key: resultKey(c), how: 'range' });
    expect(selected(page)).toEqual(['src/a.ts', 'src/b.ts', 'src/c.ts']);
    page.do({ type: 'selected', key: resultKey(a) });
    const down = { type: 'pressed', key: 'ArrowDown', how: 'open', extends: true } as const;
    page.do(down, down);
    expect(selected(page)).toEqual(['src/a.ts', 'src/b.ts']);
    page.do({ ...down, key: 'ArrowUp' }, { ...down, key: 'ArrowUp' });
    expect(selected(page)).toEqual(['src/a.ts']);
    page.do({ type: 'allSelected' });
    expect(selected(page)).toHaveLength(3);
  });

  it('are reduced to one by Escape, by a key, and by an answer', () => {
    const page = found().do({ type: 'selected', key: resultKey(b) }, { type: 'allSelected' });
    page.do({ type: 'pressed', key: 'Escape', how: 'open' });
    expect(selected(page)).toEqual(['src/b.ts']);
    expect(page.effects).not.toContainEqual({ type: 'focusQuery', select: true });
    page.do({ type: 'allSelected' }, { type: 'pressed', key: 'End', how: 'open' });
    expect(selected(page)).toEqual(['src/c.ts']);
    page.do({ type: 'allSelected' }).search('two', [a, b]);
    expect(selected(page)).toEqual([]);
  });

  it('are copied together, each once, with the line where its code begins', () => {
    const page = found().do({ type: 'selected', key: resultKey(a) }, { type: 'allSelected' });
    page.do({ type: 'rowActed', act: 'copy', key: resultKey(b) });
    expect(page.sent('copy')).toEqual([
      {
        type: 'copy',
        text: 'src/a.ts:4\ncode of a.ts\n\nsrc/b.ts:4\ncode of b.ts\n\nsrc/c.ts:4\ncode of c.ts',
      },
    ]);
    page.do({ type: 'rowActed', act: 'copyRelativePath', key: resultKey(b) });
    expect(page.sent('copyPaths')).toEqual([
      { type: 'copyPaths', uris: [a.uri, b.uri, c.uri], isRelative: true },
    ]);
    // A file with its results, and one of them.
    page.do(
      { type: 'selected', key: `file ${a.uri}` },
      { type: 'selected', key: resultKey(a), how: 'toggle' },
    );
    page.do({ type: 'rowActed', act: 'copy', key: resultKey(a) });
    expect(page.sent('copy')[0]?.text.match(/code of a\.ts/g)).toHaveLength(1);
  });

  it('are not affected by an action on another row', () => {
    const page = found().do({ type: 'selected', key: resultKey(a) });
    page.do({ type: 'selected', key: resultKey(b), how: 'toggle' });
    page.do({ type: 'rowActed', act: 'dismiss', key: resultKey(c) });
    expect(page.model.dismissed).toEqual(new Set([resultKey(c)]));
  });
});

describe('a dismissal', () => {
  it('removes several results, and is undone one by one', () => {
    const page = found().do({ type: 'selected', key: resultKey(a) });
    page.do({ type: 'selected', key: resultKey(b), how: 'toggle' }, { type: 'rowActed', act: 'dismiss' });
    page.do({ type: 'rowActed', act: 'dismiss', key: resultKey(c) });
    expect(rowsOf(page.model)).toEqual([]);
    page.effects = [];
    page.do({ type: 'rowActed', act: 'undoDismiss' });
    expect(page.effects).toContainEqual({ type: 'focusRow', key: resultKey(c) });
    page.receive({ type: 'act', act: 'undoDismiss' });
    expect(page.model).toMatchObject({ dismissed: new Set(), dismissals: [], selected: resultKey(a) });
    page.do({ type: 'rowActed', act: 'undoDismiss' });
    expect(rowsOf(page.model)).toHaveLength(6);
  });

  it('of a pinned result can be undone', () => {
    const page = found().do({ type: 'rowActed', act: 'pin', key: resultKey(a) });
    page.do({ type: 'rowActed', act: 'dismiss', key: 'pin 1' });
    expect(page.model.pinned).toEqual([]);
    page.do({ type: 'rowActed', act: 'undoDismiss' });
    expect(page.model.pinned).toMatchObject([{ id: 1, uri: a.uri }]);
  });

  it('of another query cannot be undone', () => {
    const page = found().do({ type: 'rowActed', act: 'dismiss', key: resultKey(a) });
    page.search('two', [a, b]).do({ type: 'rowActed', act: 'undoDismiss' });
    expect(rowsOf(page.model)).toHaveLength(4);
  });
});

describe('the menu of a row', () => {
  it('opens, reveals, and narrows by folder and file, with a visible effect', () => {
    const page = found();
    page.sent('search');
    page.do({ type: 'rowActed', act: 'open', key: resultKey(a) });
    expect(page.sent('open')).toMatchObject([{ line: 5, preserveFocus: false, preview: false }]);
    page.do({ type: 'rowActed', act: 'revealInExplorer', key: `file ${a.uri}` });
    expect(page.sent('revealInExplorer')).toEqual([{ type: 'revealInExplorer', uri: a.uri }]);
    page.do({ type: 'rowActed', act: 'onlyFolder', key: resultKey(a) }).answer([a, b, c]);
    page.do({ type: 'rowActed', act: 'notFile', key: resultKey(b) }).answer([a, c]);
    page.do({ type: 'rowActed', act: 'notFolder', key: resultKey(c) });
    expect(page.model.detailsOpen).toBe(true);
    expect(page.sent('search').map(({ query }) => [query.include, query.exclude])).toEqual([
      ['/src', ''],
      ['/src', '/src/b.ts'],
      ['/src', '/src/b.ts, /src'],
    ]);
  });

  it('copies only a path', () => {
    const odd = result('docs/[a], b/{c}.md');
    const page = greetedPage().search('one', [odd]);
    page.do({ type: 'rowActed', act: 'notFile', key: resultKey(odd) });
    expect(page.model.filters.exclude).toBe('/docs/[[]a]? b/[{]c}.md');
  });

  it('leaves the folder of the current file for that of the row, and keeps the open editors', () => {
    const a = result('src/deep/a.ts');
    for (const [scope, then] of [
      ['folder', 'workspace'],
      ['openEditors', 'openEditors'],
    ] as const) {
      const page = greetedPage();
      page.do({ type: 'filtered', filters: { scope } });
      page.search('one', [a]).do({ type: 'rowActed', act: 'onlyFolder', key: resultKey(a) });
      expect(page.model.filters).toMatchObject({ include: '/src/deep', scope: then });
    }
  });

  it('names the workspace folder if there are several, which can be left out, too', () => {
    const inApi = result('src/a.ts', 1, 10, { folder: 'api', folderGlob: './api' });
    const atRoot = result('README.md', 1, 10, { folder: 'web', folderGlob: './web' });
    const page = greetedPage().search('one', [inApi, atRoot]);
    page.do({ type: 'rowActed', act: 'onlyFolder', key: resultKey(inApi) }).answer([inApi, atRoot]);
    page.do({ type: 'rowActed', act: 'notFile', key: resultKey(inApi) }).answer([inApi, atRoot]);
    page.do({ type: 'rowActed', act: 'notFolder', key: resultKey(atRoot) });
    expect(page.model.filters).toMatchObject({ include: './api/src', exclude: './api/src/a.ts, ./web' });
  });
  it('has no folder action for a file at the root', () => {
    const root = result('README.md');
    const page = greetedPage().search('one', [root]);
    page.do({ type: 'rowActed', act: 'onlyFolder', key: resultKey(root) });
    page.do({ type: 'rowActed', act: 'notFolder', key: resultKey(root) });
    expect(page.model.filters).toMatchObject({ include: '', exclude: '' });
  });
});
