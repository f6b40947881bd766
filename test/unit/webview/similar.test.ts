import { describe, expect, it } from 'vitest';
import { restoreState, saveState } from '../../../src/webview/model/savedState';
import { resultKey } from '../../../src/webview/model/rows';
import { greetedPage, ready, result, TestPage } from './viewFixtures';

const similarTo = { uri: 'file:///folder/a.ts', startLine: 1, endLine: 3, text: 'code', label: 'retry' };

describe('a search for similar code', () => {
  it('uses the requested kind, and ends with the former text of the box', () => {
    const page = greetedPage().search('one', [result('a.ts')]);
    page.sent('search');
    page.receive({ type: 'ask', request: { similarTo, kind: 'docs' } });
    expect(page.sent('search')).toMatchObject([{ query: { text: '', similarTo, kind: 'docs' } }]);
    page.answer([result('b.md')]).do({ type: 'similarEnded' });
    expect(page.sent('search')).toMatchObject([{ query: { text: 'one', similarTo: undefined } }]);
    expect(page.model.similarTo).toBeUndefined();
  });

  it('ends when the user types, or takes an earlier query', () => {
    const typed = greetedPage().receive({ type: 'ask', request: { similarTo } });
    typed.do({ type: 'typed', text: 'new' }, { type: 'submitted' });
    expect(typed.sent('search').at(-1)).toMatchObject({ query: { text: 'new', similarTo: undefined } });
    const recalled = greetedPage().receive({ type: 'history', entries: ['old'] });
    recalled.receive({ type: 'ask', request: { similarTo } }).do({ type: 'recalled', direction: 'older' });
    expect(recalled.sent('search').at(-1)).toMatchObject({ query: { text: 'old', similarTo: undefined } });
  });

  it('removes its kind filter when it ends, unless the user has chosen it', () => {
    const ask = (page: TestPage): TestPage =>
      page.receive({ type: 'ask', request: { similarTo, kind: 'docs' } }).answer([result('b.md')]);
    const kindOf = (page: TestPage): unknown => page.sent('search').at(-1)?.query.kind;
    const typing = [{ type: 'typed', text: 'own' }, { type: 'submitted' }] as const;

    expect(kindOf(ask(greetedPage()))).toBe('docs');
    expect(kindOf(ask(greetedPage()).do(...typing))).toBeUndefined();
    const coder = greetedPage().do({ type: 'filtered', filters: { kind: 'code' } });
    expect(kindOf(ask(ask(coder)).do(...typing))).toBe('code');
    const other = ask(greetedPage()).do({ type: 'filtered', filters: { languages: ['go'] } });
    expect(kindOf(other.do(...typing))).toBeUndefined();
    const chosen = ask(greetedPage()).do({ type: 'filtered', filters: { kind: 'docs' } });
    expect(kindOf(chosen.do(...typing))).toBe('docs');
    expect(kindOf(ask(greetedPage()).receive({ type: 'ask', request: 'own' }))).toBeUndefined();
    expect(ask(greetedPage()).do({ type: 'cleared' }).model.filters.kind).toBeUndefined();
    expect(ask(greetedPage()).receive({ type: 'clear' }).model.filters.kind).toBeUndefined();

    const { model } = restoreState(saveState(ask(greetedPage()).model, 0));
    expect(kindOf(new TestPage(model).state(ready).do(...typing))).toBeUndefined();
  });

  it('adds nothing to the history', () => {
    const page = greetedPage()
      .receive({ type: 'ask', request: { similarTo } })
      .answer([result('b.ts')]);
    page.do({ type: 'entered' }, { type: 'opened', key: resultKey(result('b.ts')), how: 'open' });
    expect(page.sent('remember')).toEqual([]);
    expect(page.model.history.entries).toEqual([]);
  });

  it('is repeated after a reload, and starts from a result by its place', () => {
    const found = result('src/b.ts', 5, 9, { symbol: 'Queue › send' });
    const page = greetedPage().search('one', [found]);
    page.receive({ type: 'act', act: 'findSimilar', key: resultKey(found) });
    expect(page.model.similarTo).toEqual({
      uri: found.uri,
      startLine: 5,
      endLine: 9,
      text: '',
      label: 'send',
    });
    const again = new TestPage({ ...page.model, environment: undefined, index: undefined }).state(ready);
    expect(again.sent('search')).toMatchObject([{ query: { similarTo: { label: 'send' } } }]);
  });
});

describe('a repeated query', () => {
  it('is marked as repeated, unless the user requests it', () => {
    const page = greetedPage().search('one', [result('a.ts')]);
    expect(page.sent('search')[0]).toMatchObject({ isRepeated: false });
    page.receive({ type: 'refresh', byPerson: false }).receive({ type: 'refresh', byPerson: true });
    page.do({ type: 'filtered', filters: { scope: 'folder' } });
    expect(page.sent('search').map((message) => message.isRepeated)).toEqual([true, false, false]);
  });
});
