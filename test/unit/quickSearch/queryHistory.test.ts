import { describe, expect, it } from 'vitest';
import { QueryHistoryStore } from '../../../src/vscode/search/queryHistoryStore';

/** A workspace memento in memory. */
function memento(stored: Record<string, unknown> = {}) {
  const values = new Map(Object.entries(stored));
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, fallback?: T) => (values.has(key) ? (values.get(key) as T) : fallback) as T,
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}

describe('QueryHistoryStore', () => {
  it('lists the newest first, each once', async () => {
    const history = new QueryHistoryStore(memento());
    for (const query of ['one', 'two', 'three', ' one ']) await history.add(query);
    expect(history.list()).toEqual(['one', 'three', 'two']);
  });

  it('keeps fifty', async () => {
    const history = new QueryHistoryStore(memento());
    for (let i = 1; i <= 55; i++) await history.add(`query ${i}`);
    expect(history.list()).toHaveLength(50);
    expect(history.list()[0]).toBe('query 55');
    expect(history.list()[49]).toBe('query 6');
  });

  it('notifies of each change after it is visible, and of nothing else', async () => {
    const history = new QueryHistoryStore(memento());
    const seen: (readonly string[])[] = [];
    const listening = history.onDidChange(() => seen.push(history.list()));
    await history.add('one');
    await history.add('one ');
    await history.add('two');
    await history.remove('one');
    await history.clear();
    expect(seen).toEqual([['one'], ['two', 'one'], ['two'], []]);
    listening.dispose();
    await history.add('three');
    expect(seen).toHaveLength(4);
  });

  it('removes a query, and ignores blank ones', async () => {
    const history = new QueryHistoryStore(memento());
    for (const query of ['one', 'two', '  ']) await history.add(query);
    await history.remove('one');
    expect(history.list()).toEqual(['two']);
  });

  it('is stored for the next window', async () => {
    const storage = memento();
    await new QueryHistoryStore(storage).add('kept');
    expect(new QueryHistoryStore(storage).list()).toEqual(['kept']);
  });

  it('ignores invalid stored data', () => {
    expect(new QueryHistoryStore(memento({ 'semanticSearch.queryHistory': 'odd' })).list()).toEqual([]);
    expect(new QueryHistoryStore(memento({ 'semanticSearch.queryHistory': ['a', 7] })).list()).toEqual(['a']);
  });
});
