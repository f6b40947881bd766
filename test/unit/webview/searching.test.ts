import { describe, expect, it } from 'vitest';
import type { IndexState } from '../../../src/common/contracts/indexState';
import { resultKey } from '../../../src/webview/model/rows';
import { summaryOf } from '../../../src/webview/model/summary';
import { building, greetedPage, ready, result, TestPage } from './viewFixtures';

const a = result('a.ts');
const b = result('b.ts');

describe('asking', () => {
  it('waits for a pause in typing, and not on Enter', () => {
    const page = greetedPage().do({ type: 'typed', text: 'retry' });
    expect(page.sent('search')).toEqual([]);
    expect(page.effects).toContainEqual({ type: 'scheduleSearch' });
    page.do({ type: 'submitted' });
    expect(page.sent('search')).toMatchObject([{ query: { text: 'retry', limit: 30, languages: [] } }]);
    // The pause still ends.
    page.do({ type: 'searchDue' });
    expect(page.sent('search')).toEqual([]);
  });

  it('moves to the first result on Enter, as soon as it arrives', () => {
    const page = greetedPage().search('one', [a, b]);
    page.effects = [];
    page.do({ type: 'submitted', enters: true });
    expect(page.effects).toContainEqual({ type: 'focusRow', key: resultKey(a) });
    page.do({ type: 'typed', text: 'two' }, { type: 'submitted', enters: true }, { type: 'searchDue' });
    page.effects = [];
    page.answer([b]);
    expect(page.effects).toContainEqual({ type: 'focusRow', key: resultKey(b) });
    // Late colours leave the focus where it is by then.
    page.effects = [];
    page.answer([b]);
    expect(page.effects.filter(({ type }) => type === 'focusRow')).toEqual([]);
  });

  it('does not move to a result that the user no longer waits for', () => {
    const page = greetedPage().do({ type: 'typed', text: 'one' }, { type: 'submitted', enters: true });
    page.do({ type: 'typed', text: 'one more' }).answer([a]);
    expect(page.effects.filter(({ type }) => type === 'focusRow')).toEqual([]);
    page.do({ type: 'searchDue' }).answer([b]);
    expect(page.effects.filter(({ type }) => type === 'focusRow')).toEqual([]);
  });

  it('does not take the focus from a query that is clicked or edited meanwhile', () => {
    const page = greetedPage().do({ type: 'typed', text: 'one' }, { type: 'submitted', enters: true });
    page.do({ type: 'edited' }).answer([a]);
    expect(page.effects.filter(({ type }) => type === 'focusRow')).toEqual([]);
    expect(page.model.answer).toMatchObject({ query: { text: 'one' }, results: [a] });
  });

  it('drops every answer but that to the newest query', () => {
    const page = greetedPage().do({ type: 'typed', text: 'one' }, { type: 'searchDue' });
    const old = page.model.newestId;
    page.do({ type: 'typed', text: 'two' }, { type: 'searchDue' });
    page.receive({ type: 'results', id: old, results: [a], hasMore: false, state: ready, tookMs: 1 });
    expect(page.model.answer).toBeUndefined();
    page.answer([b]);
    expect(page.model.answer).toMatchObject({ query: { text: 'two' }, results: [b] });
  });

  it('clears the results with the query, and ignores late answers', () => {
    const page = greetedPage().search('one', [a]);
    const { newestId } = page.model;
    page.sent('shown');
    page.do({ type: 'typed', text: '  ' });
    page.receive({ type: 'results', id: newestId, results: [a], hasMore: false, state: ready, tookMs: 1 });
    expect(page.model.answer).toBeUndefined();
    expect(page.sent('shown')).toEqual([{ type: 'shown', count: 0 }]);
  });

  it('searches again at once when a filter changes, and for twice as many results when more are requested', () => {
    const page = greetedPage().search('one', [a]);
    page.sent('search');
    page
      .do({ type: 'filtered', filters: { kind: 'docs', languages: ['markdown'] } })
      .answer([a], ready, true);
    page.do({ type: 'moreWanted' });
    expect(page.sent('search')).toMatchObject([
      { query: { kind: 'docs', languages: ['markdown'], limit: 30 } },
      { query: { kind: 'docs', languages: ['markdown'], limit: 60 } },
    ]);
  });

  it('shows why it failed, and allows a retry', () => {
    const page = greetedPage().do({ type: 'typed', text: 'one' }, { type: 'submitted' });
    const error = { code: 'WORKER_DIED', message: 'It ended.', hint: 'Ask again.' } as const;
    page.receive({ type: 'searchFailed', id: page.model.newestId, error });
    expect(page.model.failure).toEqual(error);
    page.sent('search');
    page.do({ type: 'submitted' });
    expect(page.sent('search')).toHaveLength(1);
  });
});

describe('repeating a search', () => {
  it('refreshes results restored after a reload without hiding them', () => {
    const before = greetedPage()
      .search('one', [a, b])
      .do({ type: 'selected', key: 'file file:///folder/b.ts' });
    const page = new TestPage({ ...before.model, environment: undefined, index: undefined }).state(ready);
    expect(page.sent('search')).toHaveLength(1);
    expect(page.model.answer?.results).toEqual([a, b]);
    page.answer([b, a]);
    expect(page.model).toMatchObject({ selected: 'file file:///folder/b.ts', answer: { results: [b, a] } });
    expect(page.effects).not.toContainEqual({ type: 'scrollToTop' });
  });

  it('happens once when an index that could not be updated is complete again', () => {
    const error = { code: 'PROVIDER_KEY', message: 'It refused.', hint: 'Set a key.' } as const;
    const failed: IndexState = { kind: 'failed', totals: { files: 40, chunks: 400 }, error };
    const page = greetedPage().state(failed).search('one', [a], failed);
    page.sent('search');
    page.state(ready);
    expect(page.sent('search')).toHaveLength(1);
    page.answer([a], failed);
    expect(page.sent('search')).toEqual([]);
  });

  it('happens when the index has become ready', () => {
    const page = greetedPage().state(building(100)).search('one', [a], building(100));
    expect(summaryOf(page.model)).toBe('1 result in 1 file, from the files indexed so far');
    page.sent('search');
    page.state(building(120));
    expect(page.sent('search')).toEqual([]);
    page.state(ready);
    expect(page.sent('search')).toHaveLength(1);
    page.answer([a, b]);
    expect(summaryOf(page.model)).toBe('2 results in 2 files');
    page.state(ready);
    expect(page.sent('search')).toEqual([]);
  });

  it('happens after a saved file was indexed', () => {
    const page = greetedPage().search('one', [a]);
    page.sent('search');
    page.state(building(400, 1)).state(ready);
    expect(page.sent('search')).toHaveLength(1);
  });

  it('happens while the index grows, until the user works with the results', () => {
    const page = greetedPage().state(building(100)).search('one', [a], building(100));
    page.sent('search');
    page.state(building(200));
    expect(page.sent('search')).toHaveLength(1);
    page.answer([a], building(200)).do({ type: 'selected', key: 'file file:///folder/a.ts' });
    page.state(building(900));
    expect(page.sent('search')).toEqual([]);
  });

  it('happens when the index became ready during a search', () => {
    const page = greetedPage().state(building(100)).do({ type: 'typed', text: 'one' }, { type: 'submitted' });
    page.state(ready);
    page.sent('search');
    page.answer([a], building(900));
    expect(page.sent('search')).toHaveLength(1);
    // But the answer to that query does not trigger another one.
    page.answer([a], building(900));
    expect(page.sent('search')).toEqual([]);
  });

  it('keeps the results when it fails', () => {
    const page = greetedPage().search('one', [a]).receive({ type: 'refresh', byPerson: false });
    const error = { code: 'INTERNAL', message: 'No.', hint: '' } as const;
    page.receive({ type: 'searchFailed', id: page.model.newestId, error });
    expect(page.model).toMatchObject({ failure: undefined, answer: { results: [a] } });
  });

  it('is a search of its own when the text has changed meanwhile', () => {
    const page = greetedPage().search('one', [a]).do({ type: 'typed', text: 'two' });
    page.receive({ type: 'refresh', byPerson: false }).do({ type: 'submitted', enters: true });
    // The keyboard must not move to a result of the earlier query.
    expect(page.effects.filter(({ type }) => type === 'focusRow')).toEqual([]);
    expect(page.model).toMatchObject({
      isEntering: true,
      pending: { query: { text: 'two' }, silent: false },
    });
    page.answer([b]);
    expect(page.effects).toContainEqual({ type: 'scrollToTop' });
    expect(page.effects.filter(({ type }) => type === 'focusRow')).toHaveLength(1);
  });

  it('treats a second answer to the same search as its colours', () => {
    const page = greetedPage().search('one', [a]);
    page.do({ type: 'selected', key: 'file file:///folder/a.ts' });
    page.effects = [];
    const colored = { ...a, lines: [[{ text: 'code', color: '#ff0000' }]] };
    page.answer([colored]);
    expect(page.model).toMatchObject({
      answer: { results: [colored] },
      selected: 'file file:///folder/a.ts',
    });
    expect(page.effects).not.toContainEqual({ type: 'scrollToTop' });
  });
});
