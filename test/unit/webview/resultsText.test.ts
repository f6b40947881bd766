import { describe, expect, it } from 'vitest';
import { announcementOf } from '../../../src/webview/model/announcement';
import { resultKey } from '../../../src/webview/model/rows';
import { greetedPage, ready, result } from './viewFixtures';

const queue = result('src/queue.ts', 9, 12, {
  symbol: 'Queue › send',
  lines: [
    [{ text: '' }],
    [{ text: '  send() {' }],
    [{ text: '    retry', color: '#123456' }, { text: '();' }],
  ],
  matches: [{ line: 11, start: 4, end: 9 }],
});
const readme = result('README.md', 1, 1, { lines: [[{ text: 'Uploads' }]], folder: 'docs' });
const page = () => greetedPage().search('where are uploads retried', [queue, readme]);

describe('results as text', () => {
  it('are copied file by file, each line with its number and a colon where it matched', () => {
    expect(page().receive({ type: 'exportAll', to: 'clipboard' }).sent('copy')).toEqual([
      {
        type: 'copy',
        text: [
          ...['src/queue.ts:', '  Queue › send', '   10    send() {', '   11:     retry();'],
          ...['', 'docs • README.md:', '    1  Uploads', ''],
        ].join('\n'),
      },
    ]);
  });

  it('are opened in an editor below the query and the counts', () => {
    const all = page().do({ type: 'narrowed', filters: { include: 'src, docs' } }, { type: 'submitted' });
    const [message] = all.answer([queue]).receive({ type: 'exportAll', to: 'editor' }).sent('showText');
    expect(message?.title).toBe('Results: where are uploads retried');
    expect(message?.text.split('\n').slice(0, 6)).toEqual([
      ...['# Query: where are uploads retried', '# Including: src, docs', '', '1 result in 1 file', ''],
      'src/queue.ts:',
    ]);
  });

  it('are copied one by one with their place, a file as its path', () => {
    const copied = page()
      .receive({ type: 'act', act: 'copy', key: resultKey(queue) })
      .receive({ type: 'act', act: 'copyPath', key: resultKey(queue) });
    expect(copied.sent('copy')).toEqual([
      { type: 'copy', text: 'src/queue.ts:10\n  send() {\n    retry();' },
    ]);
    expect(copied.sent('copyPaths')).toEqual([{ type: 'copyPaths', uris: [queue.uri], isRelative: false }]);
  });

  it('are not copied if there are none', () => {
    expect(greetedPage().receive({ type: 'exportAll', to: 'clipboard' }).sent('copy')).toEqual([]);
  });
});

describe('the announcement for screen readers', () => {
  it('is the count when a search has ended, or why there are no results', () => {
    const asking = greetedPage().do({ type: 'typed', text: 'one' }, { type: 'searchDue' });
    expect(announcementOf(asking.model)).toBeUndefined();
    asking.answer([queue, readme]);
    const first = announcementOf(asking.model);
    expect(first?.text).toBe('2 results in 2 files');
    asking.search('two', [queue, readme]);
    expect(announcementOf(asking.model)).not.toEqual(first);
    asking.search('three', []);
    expect(announcementOf(asking.model)?.text).toMatch(/^Nothing found in 40 files\. Try other words/);
    asking.do({ type: 'typed', text: '' });
    expect(announcementOf(asking.model)).toBeUndefined();
  });

  it('names the searched scope', () => {
    const within = greetedPage().do(
      { type: 'typed', text: 'one' },
      { type: 'filtered', filters: { scope: 'folder' } },
    );
    const answer = { type: 'results', results: [queue], hasMore: false, state: ready, tookMs: 1 } as const;
    const place = { scope: 'folder', path: 'src', isNowhere: false } as const;
    within.receive({ ...answer, id: within.model.newestId, place });
    expect(announcementOf(within.model)?.text).toBe('1 result in 1 file, in src');
    within.receive({ type: 'refresh', byPerson: true });
    within.receive({
      ...answer,
      results: [],
      id: within.model.newestId,
      place: { ...place, isNowhere: true },
    });
    expect(announcementOf(within.model)?.text).toMatch(/^No file of the workspace is active/);
  });
});
