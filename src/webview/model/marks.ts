import type { TextSpan } from '../../common/contracts/searchResult';
import type { CodeLine, CodeToken } from '../../common/view/viewProtocol';

/** A run of characters of one colour that is highlighted completely or not at all. */
export interface ShownToken extends CodeToken {
  /** Part of a match of the query. */
  readonly isMatch?: boolean | undefined;
}

/** A line with its matches marked. */
export type ShownLine = readonly ShownToken[];

/**
 * Highlights parts of a line: tokens are split at the ends of spans.
 *
 * @param spans of this line, in order, without overlaps
 */
export function markLine(line: CodeLine, spans: readonly TextSpan[]): ShownLine {
  if (spans.length === 0) return line;
  const marked: ShownToken[] = [];
  let offset = 0;
  for (const token of line) {
    const end = offset + token.text.length;
    let at = offset;
    for (const span of spans) {
      const from = Math.max(at, span.start);
      const to = Math.min(end, span.end);
      if (from >= to) continue;
      if (from > at) marked.push({ ...token, text: token.text.slice(at - offset, from - offset) });
      marked.push({ ...token, text: token.text.slice(from - offset, to - offset), isMatch: true });
      at = to;
    }
    if (at < end) marked.push(at === offset ? token : { ...token, text: token.text.slice(at - offset) });
    offset = end;
  }
  return marked;
}

/** The texts of a result's matches, unique regardless of case, in order of appearance. */
export function matchedTexts(
  lines: readonly CodeLine[],
  firstLine: number,
  spans: readonly TextSpan[],
): readonly string[] {
  const texts = new Map<string, string>();
  for (const { line, start, end } of spans) {
    const tokens = lines[line - firstLine] ?? [];
    const text = tokens
      .map((token) => token.text)
      .join('')
      .slice(start, end);
    const key = text.toLowerCase();
    if (key.trim() !== '' && !texts.has(key)) texts.set(key, text);
  }
  return [...texts.values()];
}
