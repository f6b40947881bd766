/** Earlier queries, oldest first, and where a person stands among them. */
export interface QueryHistory {
  readonly entries: readonly string[];
  /** Index into `entries` while a person looks through them. */
  readonly position: number | undefined;
  /** What stood in the box before. */
  readonly draft: string;
}

const maxEntries = 50;

export const emptyHistory: QueryHistory = { entries: [], position: undefined, draft: '' };

/** Keeps a query as the newest one, each text once. */
export function withQuery(history: QueryHistory, text: string): QueryHistory {
  const query = text.trim();
  if (query === '') return { ...history, position: undefined };
  const others = history.entries.filter((entry) => entry !== query);
  return { entries: [...others, query].slice(-maxEntries), position: undefined, draft: '' };
}

/** Takes up the entries as the extension has them; a person among them stays at the same one. */
export function withEntries(history: QueryHistory, entries: readonly string[]): QueryHistory {
  const { position } = history;
  if (position === undefined) return { ...history, entries };
  const found = entries.lastIndexOf(history.entries[position] ?? '');
  return { ...history, entries, position: found < 0 ? undefined : found };
}

/** Leaves the entries: what stands in the box is a person's own text again. */
export function leaveHistory(history: QueryHistory): QueryHistory {
  return history.position === undefined ? history : { ...history, position: undefined };
}

/**
 * One step among the entries.
 *
 * @param current what stands in the box
 * @returns the history and the text to show, or undefined where there is nothing further
 */
export function recall(
  history: QueryHistory,
  direction: 'older' | 'newer',
  current: string,
): { readonly history: QueryHistory; readonly text: string } | undefined {
  const { entries, position } = history;
  const draft = position === undefined ? current : history.draft;
  if (direction === 'older') {
    let next = (position ?? entries.length) - 1;
    // What is shown already is no step.
    if (position === undefined && entries[next] === current.trim()) next--;
    const text = entries[next];
    return text === undefined ? undefined : { history: { entries, position: next, draft }, text };
  }
  if (position === undefined) return undefined;
  const text = entries[position + 1];
  return text === undefined
    ? { history: { entries, position: undefined, draft: '' }, text: draft }
    : { history: { entries, position: position + 1, draft }, text };
}
