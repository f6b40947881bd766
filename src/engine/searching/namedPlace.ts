import { linesOf, type FreshChunk } from '../freshness/freshness';
import { symbolAround, type ChunkSymbol } from './chunkSymbols';
import type { NamedLines } from './hits';
import type { Place } from './place';
import { previewFrom } from './preview';

/** Lines that are read from the line before the named ones on: as many as a preview shows. */
const readLines = 10;

/**
 * The lines that a query names, with the definitions around them; the last line if the file is shorter now.
 *
 * @param isWide the result spans the chunk, as others do; without it, just those lines
 */
export function namedPlace(
  named: NamedLines,
  { startLine, endLine, fileText }: FreshChunk,
  symbols: readonly ChunkSymbol[],
  isWide: boolean,
): Place {
  const isThere = linesOf(fileText, named.line, named.line).length > 0;
  const line = isThere ? named.line : endLine;
  const first = Math.max(Math.min(startLine, line), line - 1);
  const lines = linesOf(fileText, first, Math.max(first + readLines - 1, named.endLine));
  const last = first + lines.length - 1;
  const symbol = symbolAround(symbols, line);
  const range = isWide
    ? { startLine: Math.min(line, startLine), endLine: Math.max(line, endLine) }
    : { startLine: line, endLine: Math.max(line, Math.min(isThere ? named.endLine : line, last)) };
  return {
    symbol,
    ...range,
    line,
    tellingLine: line,
    preview: previewFrom(lines, first, first, last),
  };
}
