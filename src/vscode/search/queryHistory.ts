import type * as vscode from 'vscode';

const storageKey = 'semanticSearch.queryHistory';
const maxQueries = 20;

/** The last queries of a workspace that led to something: newest first, each once, at most 20. */
export class QueryHistory {
  constructor(private readonly memento: vscode.Memento) {}

  list(): readonly string[] {
    const stored = this.memento.get<unknown>(storageKey);
    return Array.isArray(stored) ? stored.filter((query) => typeof query === 'string') : [];
  }

  async add(query: string): Promise<void> {
    const text = query.trim();
    if (text === '') return;
    await this.memento.update(storageKey, [text, ...this.without(text)].slice(0, maxQueries));
  }

  async remove(query: string): Promise<void> {
    await this.memento.update(storageKey, this.without(query));
  }

  private without(query: string): string[] {
    return this.list().filter((other) => other !== query);
  }
}
