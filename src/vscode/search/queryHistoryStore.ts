import type * as vscode from 'vscode';

const storageKey = 'semanticSearch.queryHistory';
const maxQueries = 50;

/**
 * The last successful queries of a workspace, shared by the quick search and the view: newest first, without duplicates, at most
 * 50. Kept across restarts.
 */
export class QueryHistoryStore {
  private readonly listeners = new Set<() => void>();

  constructor(private readonly memento: vscode.Memento) {}

  /** Queries as typed, including filters. */
  list(): readonly string[] {
    const stored = this.memento.get<unknown>(storageKey);
    return Array.isArray(stored) ? stored.filter((query) => typeof query === 'string') : [];
  }

  /** Moves a query to the front. Ignores blank queries and a query that is already first, without notifying listeners. */
  async add(query: string): Promise<void> {
    const text = query.trim();
    if (text === '' || text === this.list()[0]) return;
    await this.store([text, ...this.without(text)].slice(0, maxQueries));
  }

  async remove(query: string): Promise<void> {
    await this.store(this.without(query));
  }

  async clear(): Promise<void> {
    await this.store([]);
  }

  /** Called after each change, whatever its source; `list()` is already up to date. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return {
      dispose: () => {
        this.listeners.delete(listener);
      },
    };
  }

  private async store(queries: readonly string[]): Promise<void> {
    const stored = this.memento.update(storageKey, queries);
    for (const listener of this.listeners) listener();
    await stored;
  }

  private without(query: string): string[] {
    return this.list().filter((other) => other !== query);
  }
}
