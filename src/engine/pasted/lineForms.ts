/** Lines that a text names; 1-based, inclusive. */
export interface LineSpan {
  readonly line: number;
  /** Absent if one line is named. */
  readonly endLine?: number | undefined;
}

/** URL parameters between a path and its line: `?plain=1#L10`. */
const parameters = /(?:\?[^\s"'`)>#:]*)?/.source;

/** What closes a quote or a link around a path. */
const quotes = /["'`\]]{0,2}/.source;

/** "line" as .NET prints it: its stack traces are in the language of the system. */
const lineWord = /(?:lines?|Zeile|ligne|línea|riga|linha|строка|wiersz|řádek|satır|行号|行|줄)/.source;

/** A field of JSON, XML, logfmt or a command of a CI system, up to its value. */
const lineField = /\b(?:lines?|(?:start_?)?line(?:_?n(?:o|um|umber))?|row)["']?\s?[:=]\s?["']?/.source;

/** A field with a path, up to its value. */
const pathField = /\b(?:file(?:_?name)?|path(?:_?name)?|uri|resource)["']?\s?[:=]\s?["']?/.source;

/** Formats of a line after a path. The first group is the line, the second the last line of a range. */
const formsAfter = [
  // Code hosts: #L10-L20, #L10C5-L20C3, #lines-10:20, #n12, #cart.ts-12
  parameters + /#(?:L|lines-|n|[\w.-]+\.\w+-)?(\d+)(?:C\d+)?(?:[-:]L?(\d+)(?:C\d+)?)?/.source,
  /\?(?:[^\s"'`)>#:]*&)?L(\d+)(?::\d+)?(?:-L?(\d+))?/.source,
  /[;?&](?:[^\s"'`)>#:]*[;&])?(?:l|ln|line)=(\d+)(?:[^\s"'`)>#:]*?&lineEnd=(\d+))?/.source,
  // path:12:5, path:12-20, path:L12, path:line 12, path: line 12; of a shell: path: 12: message
  parameters + quotes + String.raw`:{1,2}(?:\s?${lineWord}\s|L)?(\d+)(?:(?:-|–|\.\.)L?(\d+)(?![\d:])|:\d+)?`,
  /:\s(\d+):(?=\s)/.source,
  // Haskell: path:(12,5)-(14,8)
  /:\((\d+),\d+\)(?:-\((\d+),\d+\))?/.source,
  // path(12,3), path(12), path (12-20), path: (12, 3), path:[12,3]
  /:?\s?\((\d+)(?:[-–](\d+)|(?:[,:]\s?\d+)*)\)/.source,
  /:?\s?\[(\d+)[,:]\s?\d+\]/.source,
  // "path", line 12; path on line 12; path, lines 12-20; path (lines 12-20); path L12-L20; path 第12行
  quotes +
    String.raw`\)?,?\s(?:\(|(?:on|at|in|around|near)\s)?(?:${lineWord}:?|ln|l\.?)\s?(?:no\.?\s|number\s|#)?(\d+)(?:\s?(?:[-–]|to|through)\s?L?(\d+))?`,
  /["'`]?\s?(?:文件)?(?:的|中|里|,|在)?\s?第?\s?(\d+)(?:\s?[-–~到至]\s?(\d+))?\s?(?:行|줄)/.source,
  // path @ 12, path +12
  /["'`]?\s[@+]\s?(\d+)(?![\w.])/.source,
  // Erlang: {file,"path"},{line,12}
  /["']\},\s*\{line,\s*(\d+)/.source,
  // "file": "path", "line": 12; file=path,line=12; path="path" lines="12-20"
  String.raw`["',;\s][^/\\]{0,200}?${lineField}(\d+)(?:[-–](\d+))?`,
  // Vim: path|12 col 3|; lists: path;12;3
  /\|(\d+)(?: col \d+)?\|/.source,
  /[;,](\d+)[;,]/.source,
  // Linters and compilers of styles and bundles: path 12:5, and 12:5 on the next line
  /\s+(?:-\s)?(\d+):\d+(?=[\s-]|$)/.source,
  // Coverage: path 120 12 90% 12-20, 31; path | 90 | 80 | 70 | 90 | 12-20,31
  /\s+\d+\s+\d+\s+(?:\d+\s+\d+\s+)?[\d.]+%\s+(\d+)(?:-(\d+))?/.source,
  /\s+\|(?:\s+[\d.]+\s+\|){4}\s+(\d+)(?:-(\d+))?/.source,
  // ripgrep: path, and 12:code on the next line
  /\s+(\d+)[:-](?=\s*[^\s\d])/.source,
].map((form) => new RegExp(form, 'iyu'));

/** Formats of a line before a path. */
const formsBefore = [
  // line 12 of path, lines 12 to 20 in path, line 12, column 3 -> path
  /\blines?\s(\d+)(?:\s?(?:-|–|to)\s?(\d+))?(?:,\scolumn\s\d+)?\s(?:of|in|->)(?:\sthe)?(?:\sfile)?\s["'`(]?$/i,
  // Arguments: +12 path; -L 12,20 path; '12,20p' path
  /(?:^|\s)(?:\+|-L\s?|["'](?=\d+,\d+p))(\d+)(?:,\+?(\d+))?(?:p["'])?\s(?:--\s)?$/,
  // Azure DevOps: line=12&lineEnd=20&path=path
  /[?&]line=(\d+)(?:&lineEnd=(\d+))?\S*&path=$/,
  // "line": 12, "file": "path"; "lineno": 12, "name": "x", "path": "path"
  new RegExp(String.raw`${lineField}(\d+)()["']?[,;]?[^/\\]{0,80}${pathField}$`, 'i'),
  // Excerpts in answers of models: ```12:20:path
  /(?:^|[\s`])(\d+):(\d+):$/,
  // VS Code: [Ln 12, Col 5] path
  /\[Ln (\d+), Col \d+\]()\s$/,
];

/** Forms of a line in the text below a path. */
const formsBelow = [
  // Excerpts of the file with a mark or a number at a line: `--> 12`, `> 12 |`, `12 |`
  /\s-{2,}>\s*(\d+)\s/,
  /\s>\s*(\d+)\s*\|/,
  /\s(\d+)\s?\|/,
  /^[\s-]*-\s+(\d+)\s/,
  // Messages: Unexpected token (12:5); Cannot parse: 12:5: x; syntax error at line 12; LCOV. Not: line 12 of another path
  /\((\d+):\d+\)/,
  /:\s(\d+):\d+:\s/,
  /\bDA:(\d+),0\b/,
  /\bline:?\s(\d+)\b(?!(?:,\scolumn\s\d+)?\s(?:of|in|->)\s)/i,
  // path 12
  /^["'`]?,?\s(\d+)\s*$/,
];

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
  return firstOf(formsBefore, before);
}

/** The line that the text between a path and the next one names: an excerpt of the file, or a message. */
export function lineBelow(text: string): LineSpan | undefined {
  return firstOf(formsBelow, text);
}

function firstOf(forms: readonly RegExp[], text: string): LineSpan | undefined {
  for (const form of forms) {
    const match = form.exec(text);
    const lines = match && spanOf(match);
    if (lines) return lines;
  }
  return undefined;
}

function spanOf([, first, last]: RegExpExecArray): LineSpan | undefined {
  const line = Number(first);
  if (!Number.isSafeInteger(line) || line < 1) return undefined;
  const endLine = Number(last);
  return { line, endLine: endLine > line ? endLine : undefined };
}
