/**
 * A copy of a text that may be a part of a larger one. V8 keeps a part of 13 characters or more as a view on the whole: whoever
 * keeps a name of a file keeps the whole file in memory. Joined with another text and cut again, it becomes a text by itself;
 * of the ways to make one this was the fastest.
 */
export function detached(text: string): string {
  return ` ${text}`.slice(1);
}
