import { linesOf, type FreshChunk } from '../freshness/freshness';
import { symbolAround, type ChunkSymbol } from './chunkSymbols';
import type { AskedLines } from './hits';
import type { Place } from './place';
import { previewFrom } from './preview';

/** Lines that are read from the one before the asked ones on: as many as a preview shows. */
const readLines = 10;

/** The lines that a query names, with what is defined around them; where the file is shorter by now, its last line. */
export function askedPlace(
  asked: AskedLines,
  { startLine, endLine, fileText }: FreshChunk,
  symbols: readonly ChunkSymbol[],
): Place {
  const isThere = linesOf(fileText, asked.line, asked.line).length > 0;
  const line = isThere ? asked.line : endLine;
  const first = Math.max(Math.min(startLine, line), line - 1);
  const lines = linesOf(fileText, first, Math.max(first + readLines - 1, asked.endLine));
  const last = first + lines.length - 1;
  return {
    symbol: symbolAround(symbols, line),
    startLine: line,
    endLine: Math.max(line, Math.min(isThere ? asked.endLine : line, last)),
    line,
    tellingLine: line,
    preview: previewFrom(lines, first, first, last),
  };
}
