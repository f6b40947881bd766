import type { ChunkingOptions } from './chunkingOptions';
import type { LineTable } from './lineTable';

/**
 * Where to divide lines without syntax: the line, after `start` and at most `end`, at which the next part should
 * begin, so that this part has about the target size. Prefers paragraphs and shallow indentation.
 */
export function bestBreak(lines: LineTable, start: number, end: number, options: ChunkingOptions): number {
  const { targetChars, tinyChars } = options;
  let best = start + 1;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let line = start + 1; line < end; line++) {
    const size = lines.size(start, line);
    if (size > targetChars && bestCost < Number.POSITIVE_INFINITY) {
      return best;
    }
    const indent = lines.indent(line);
    // A blank line ends a part and does not begin one; a part also does not begin where only a small rest would
    // follow.
    if (indent < 0 || (lines.size(line, end) < tinyChars && size <= options.maxChars)) {
      continue;
    }
    const isAfterBlank = lines.indent(line - 1) < 0;
    const shortfall = Math.max(0, 1 - size / targetChars);
    const cost = Math.min(indent, 40) / 8 + (isAfterBlank ? 0 : 2) + 8 * shortfall * shortfall;
    if (cost <= bestCost) {
      best = line;
      bestCost = cost;
    }
  }
  return bestCost < Number.POSITIVE_INFINITY ? best : end;
}
