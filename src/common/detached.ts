/**
 * Copies a text that may be a substring of a larger one. V8 stores a substring of 13 characters or more as a view on
 * the whole text, so keeping one name of a file would keep the whole file in memory. Concatenating and slicing
 * creates an independent text; of the ways to do so this was the fastest.
 */
export function detached(text: string): string {
  return ` ${text}`.slice(1);
}
