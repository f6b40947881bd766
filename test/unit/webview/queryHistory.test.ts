import { describe, expect, it } from 'vitest';
import {
  emptyHistory,
  recall,
  withEntries,
  withQuery as remember,
} from '../../../src/webview/model/queryHistory';
import { greetedPage } from './viewFixtures';

describe('the history of queries', () => {
  it('steps back and forth, and ends at the text that was being typed', () => {
    const page = greetedPage().search('one', []).search('two', []).do({ type: 'typed', text: 'thr' });
    const recalled = (direction: 'older' | 'newer'): string => {
      page.do({ type: 'recalled', direction });
      return page.model.text;
    };
    expect([recalled('older'), recalled('older'), recalled('older')]).toEqual(['two', 'one', 'one']);
    expect([recalled('newer'), recalled('newer'), recalled('newer')]).toEqual(['two', 'thr', 'thr']);
  });

  it('skips the text that is already in the box', () => {
    const history = remember(remember(emptyHistory, 'one'), 'two');
    expect(recall(history, 'older', 'two')?.text).toBe('one');
  });

  it('keeps each query once, the newest fifty, and no blank ones', () => {
    let history = emptyHistory;
    for (let i = 0; i < 60; i++) history = remember(history, `query ${i}`);
    history = remember(remember(history, 'query 30'), '  ');
    expect(history.entries).toHaveLength(50);
    expect(history.entries.at(-1)).toBe('query 30');
    expect(history.entries.filter((entry) => entry === 'query 30')).toHaveLength(1);
  });

  it('keeps a query whose result was opened', () => {
    const page = greetedPage().do({ type: 'typed', text: 'one' }, { type: 'settled' });
    expect(page.model.history.entries).toEqual(['one']);
    expect(page.sent('remember')).toEqual([{ type: 'remember', text: 'one' }]);
    // It is already in the history.
    page.do({ type: 'settled' });
    expect(page.sent('remember')).toEqual([]);
  });

  it("follows the extension's history, and keeps the position of the user in it", () => {
    const page = greetedPage().receive({ type: 'history', entries: ['one', 'two'] });
    page.do({ type: 'recalled', direction: 'older' }, { type: 'recalled', direction: 'older' });
    expect(page.model.text).toBe('one');
    page.receive({ type: 'history', entries: ['zero', 'one', 'two', 'three'] });
    page.do({ type: 'recalled', direction: 'newer' });
    expect(page.model.text).toBe('two');
    const gone = withEntries({ entries: ['one'], position: 0, draft: '' }, ['two']);
    expect(gone.position).toBeUndefined();
  });
});
