const ellipsis = '…';

/** Characters that take twice the width of a Latin one: Chinese, Japanese, Korean, emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Whether a character takes twice the width of a Latin one. */
export function isWide(character: string): boolean {
  return wide.test(character);
}

/** Width of a text in columns: one per character, two for a wide one. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += isWide(character) ? 2 : 1;
  return columns;
}

/** Start of a text, with an ellipsis if the text is wider than `columns`. */
export function elideEnd(text: string, columns: number): string {
  return columnsOf(text) <= columns ? text : `${head(Array.from(text), columns - 1).trimEnd()}${ellipsis}`;
}

/** Start and end of a text, with an ellipsis between them if the text is wider than `columns`. */
export function elideMiddle(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const characters = Array.from(text);
  const atEnd = Math.floor((columns - 1) / 2);
  const end = Array.from(head(characters.toReversed(), atEnd)).toReversed().join('');
  return `${head(characters, columns - 1 - atEnd)}${ellipsis}${end}`;
}

/**
 * Shortens a path that is wider than `columns`: `docs/…/tutorial/security`. Removes the segments after the first one from the
 * left, then the first one, and keeps the last one.
 */
export function elidePath(path: string, columns: number): string {
  if (columnsOf(path) <= columns) return path;
  const segments = path.split('/');
  for (let left = 1; left <= segments.length - 2; left++) {
    const candidate = [segments[0], ellipsis, ...segments.slice(left + 1)].join('/');
    if (columnsOf(candidate) <= columns) return candidate;
  }
  const last = segments.at(-1)!;
  return elideMiddle(segments.length > 1 ? `${ellipsis}/${last}` : last, columns);
}

/** The first characters that fit. */
function head(characters: readonly string[], columns: number): string {
  let text = '';
  let left = columns;
  for (const character of characters) {
    left -= columnsOf(character);
    if (left < 0) break;
    text += character;
  }
  return text;
}
