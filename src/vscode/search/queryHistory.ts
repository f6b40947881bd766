import type * as vscode from 'vscode';

const storageKey = 'semanticSearch.queryHistory';
const maxQueries = 50;

/**
 * The last queries of a workspace that led to something, of the quick search and the view alike: newest first, each once,
 * at most 50. Kept over restarts.
 */
export class QueryHistory {
  private readonly listeners = new Set<() => void>();

  constructor(private readonly memento: vscode.Memento) {}

  /** As they were typed, filters in words included. */
  list(): readonly string[] {
    const stored = this.memento.get<unknown>(storageKey);
    return Array.isArray(stored) ? stored.filter((query) => typeof query === 'string') : [];
  }

  /** Puts a query first. A blank one is not kept, and nothing is told of one that is first already. */
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

  /** Told after each change, whoever made it; `list()` has it already. */
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
