/** Earlier queries, oldest first, and the current position among them. */
export interface QueryHistory {
  readonly entries: readonly string[];
  /** Index into `entries` while the user browses the history. */
  readonly position: number | undefined;
  /** Text of the box before browsing. */
  readonly draft: string;
}

const maxEntries = 50;

/** No queries yet. */
export const emptyHistory: QueryHistory = { entries: [], position: undefined, draft: '' };

/** Adds a query as the newest entry, without duplicates. */
export function withQuery(history: QueryHistory, text: string): QueryHistory {
  const query = text.trim();
  if (query === '') return { ...history, position: undefined };
  const others = history.entries.filter((entry) => entry !== query);
  return { entries: [...others, query].slice(-maxEntries), position: undefined, draft: '' };
}

/** Replaces the entries by those of the extension; the position stays at the same entry. */
export function withEntries(history: QueryHistory, entries: readonly string[]): QueryHistory {
  const { position } = history;
  if (position === undefined) return { ...history, entries };
  const found = entries.lastIndexOf(history.entries[position] ?? '');
  return { ...history, entries, position: found < 0 ? undefined : found };
}

/** Ends browsing: the text of the box is the user's own text again. */
export function leaveHistory(history: QueryHistory): QueryHistory {
  return history.position === undefined ? history : { ...history, position: undefined };
}

/**
 * Moves one entry through the history.
 *
 * @param current text of the box
 * @returns the history and the text to show, or undefined if there is no further entry
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
    // Skip the newest entry if the box already shows it.
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
