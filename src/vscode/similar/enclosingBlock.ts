import { headerOf } from './headerLine';
import { indentOf, isBlank, withoutBlankEnds, type Definition, type LineSpan } from './lineSpan';

/** Maximum lines of a block that is selected only by its indentation. */
const maxPlainLines = 60;
const continues =
  /^(?:[})\]]|\{\s*$|(?:end|else|elif|elsif|elseif|except|catch|finally|rescue|ensure|then|do|begin|fi|done|esac)\b)/i;
const annotates =
  /^(?:@|#(?!\s*(?:include|define|if|endif|else|ifdef|ifndef|pragma|import|region|endregion)\b)|\/\/|\/\*|\*|--|;;|%|\[\w)/;

/**
 * The definition around a line with its comment, found by indentation and the form of its first line. Used if no language
 * extension provides an outline. Without a definition, the block or paragraph around the line.
 *
 * @param line 0-based
 * @param isProse select by paragraphs only
 */
export function enclosingBlock(lines: readonly string[], line: number, isProse = false): Definition {
  const start = tellingLine(lines, line);
  if (start === undefined) return { first: line, last: line };
  if (isProse) return paragraph(lines, start);
  let plain: LineSpan | undefined;
  for (const first of headsAround(lines, start)) {
    const block = { first, last: endOfBlock(lines, first) };
    if (block.last < start) continue;
    const header = headerOf(lines[first]!);
    if (header && (!header.needsBraces || /\}\s*[;,]?$/.test(lines[block.last]!.trimEnd()))) {
      return { ...withAnnotations(lines, block), name: header.name };
    }
    const size = block.last - block.first + 1;
    if (size > 1 && size <= maxPlainLines) plain = block;
  }
  return plain ? withAnnotations(lines, plain) : paragraph(lines, start);
}

/** Extends a span by the comments and annotations directly above it. */
export function withAnnotations(lines: readonly string[], { first, last }: LineSpan): LineSpan {
  const indent = indentOf(lines[first] ?? '');
  const isAbove = (line: string | undefined): boolean =>
    !isBlank(line) && Math.abs(indentOf(line!) - indent) <= 1 && annotates.test(line!.trim());
  let from = first;
  while (from > 0 && isAbove(lines[from - 1])) from--;
  // A block comment without a mark on each line is found by its opening line.
  if (from === first && /\*\/\s*$/.test(lines[first - 1] ?? '')) {
    let open = first - 1;
    while (open > 0 && !isBlank(lines[open]) && !lines[open]!.includes('/*')) open--;
    if (lines[open]!.includes('/*')) from = open;
  }
  return { first: from, last };
}

/**
 * The line that determines the block of a position: for a blank line a neighbour, for a comment the line below it. Undefined if
 * there is no text at all.
 */
export function tellingLine(lines: readonly string[], line: number): number | undefined {
  let at = line;
  if (isBlank(lines[at])) {
    const above = findText(lines, line, -1);
    const below = findText(lines, line, 1);
    if (above === undefined || below === undefined) at = above ?? below ?? -1;
    else at = indentOf(lines[above]!) > indentOf(lines[below]!) ? above : below;
    if (at < 0) return undefined;
  }
  let next = at;
  while (next < lines.length && !isBlank(lines[next]) && annotates.test(lines[next]!.trim())) next++;
  return next < lines.length && !isBlank(lines[next]) ? next : at;
}

function findText(lines: readonly string[], line: number, step: 1 | -1): number | undefined {
  for (let at = line; at >= 0 && at < lines.length; at += step) if (!isBlank(lines[at])) return at;
  return undefined;
}

/** The line and the lines under which it is indented, innermost first. A continuation line such as `} else {` starts no block. */
function* headsAround(lines: readonly string[], start: number): Generator<number> {
  let limit = Infinity;
  for (let at = start; at >= 0; at--) {
    const line = lines[at]!;
    if (isBlank(line)) continue;
    const indent = indentOf(line);
    if (indent >= limit) continue;
    const goesOn = continues.test(line.trim());
    if (!goesOn) yield at;
    if (indent === 0 && !goesOn) return;
    limit = goesOn ? indent + 1 : indent;
  }
}

/** The last line indented under a line, including its closing line. */
function endOfBlock(lines: readonly string[], first: number): number {
  const indent = indentOf(lines[first]!);
  let last = first;
  for (let at = first + 1; at < lines.length; at++) {
    const line = lines[at]!;
    if (isBlank(line)) continue;
    const own = indentOf(line);
    if (own < indent || (own === indent && !continues.test(line.trim()))) break;
    last = at;
  }
  return last;
}

function paragraph(lines: readonly string[], line: number): LineSpan {
  let [first, last] = [line, line];
  while (first > 0 && !isBlank(lines[first - 1])) first--;
  while (last + 1 < lines.length && !isBlank(lines[last + 1])) last++;
  return withoutBlankEnds(lines, { first, last });
}
