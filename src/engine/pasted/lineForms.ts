/** Lines that a text names; 1-based, inclusive. */
export interface LineSpan {
  readonly line: number;
  /** Absent if one line is named. */
  readonly endLine?: number | undefined;
}

/** URL parameters between a path and its line: `?plain=1#L10`. */
const parameters = /(?:\?[^\s"'`)>#:]*)?/.source;

/** Formats of a line after a path. The first group is the line, the second the last line of a range. */
const formsAfter = [
  // Code hosts: #L10-L20, #L10C5-L20C3, #lines-10:20, #n12
  parameters + /#(?:L|lines-|n)?(\d+)(?:C\d+)?(?:[-:]L?(\d+)(?:C\d+)?)?/.source,
  /\?(?:[^\s"'`)>#:]*&)?L(\d+)(?:-L?(\d+))?/.source,
  /[?&](?:[^\s"'`)>#:]*&)?line=(\d+)(?:[^\s"'`)>#:]*?&lineEnd=(\d+))?/.source,
  // path:12:5, path:12-20, path:L12, path:line 12, path: line 12
  parameters + /["'`\]]{0,2}:(?:\s?lines?\s|L)?(\d+)(?:-L?(\d+)(?![\d:])|:\d+)?/.source,
  // Haskell: path:(12,5)-(14,8)
  /:\((\d+),\d+\)(?:-\((\d+),\d+\))?/.source,
  // path(12,3), path(12)
  /\((\d+)(?:[,:]\s?\d+)*\)/.source,
  // "path", line 12; path on line 12; path, lines 12-20
  /["'`)\]]{0,2},?\s(?:on\s|at\s)?lines?:?\s(\d+)(?:\s?[-–]\s?(\d+))?/.source,
  // Erlang: {file,"path"},{line,12}
  /["']\},\s*\{line,\s*(\d+)/.source,
  // Vim: path|12 col 3|
  /\|(\d+)(?: col \d+)?\|/.source,
  // Linters: the path, and on the next line 12:5 error
  /\s+(\d+):\d+\s+(?:error|warning|info)\b/.source,
].map((form) => new RegExp(form, 'iyu'));

const formBefore = /\blines?\s(\d+)(?:\s?(?:-|–|to)\s?(\d+))?\s(?:of|in)(?:\sthe)?(?:\sfile)?\s["'`(]?$/i;

/** The lines after a path that ends at a position; `end` is their end in the text. */
export function lineAfter(text: string, position: number): (LineSpan & { readonly end: number }) | undefined {
  for (const form of formsAfter) {
    form.lastIndex = position;
    const match = form.exec(text);
    const lines = match && spanOf(match);
    if (lines) return { ...lines, end: form.lastIndex };
  }
  return undefined;
}

/** The lines before a path: `line 12 of path`. */
export function lineBefore(before: string): LineSpan | undefined {
  const match = formBefore.exec(before);
  return match ? spanOf(match) : undefined;
}

function spanOf([, first, last]: RegExpExecArray): LineSpan | undefined {
  const line = Number(first);
  if (!Number.isSafeInteger(line) || line < 1) return undefined;
  const endLine = Number(last);
  return { line, endLine: endLine > line ? endLine : undefined };
}
