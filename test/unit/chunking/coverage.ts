import type { ChunkedFile } from '../../../src/engine/chunking/chunk';
import { withoutEmbeddedData } from '../../../src/engine/corpus/embeddedData';

function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/**
 * Returns the error in the lines of a chunked file, or undefined. Each line must be in exactly one chunk, in order. Except in
 * notebooks, the texts must be those lines, without embedded data. Lines are counted here independently of the chunker.
 */
export function coverageViolation(text: string, { method, chunks }: ChunkedFile): string | undefined {
  // Each line includes its line break, so that joining restores the file.
  const lines = linesOf(text);
  const read = linesOf(withoutEmbeddedData(text));
  let next = 1;
  for (const { startLine, endLine, text: chunkText, symbols } of chunks) {
    if (startLine !== next || endLine < startLine || endLine > lines.length) {
      return `chunk ${startLine}-${endLine} where line ${next} was due, of ${lines.length}`;
    }
    const raw = read.slice(startLine - 1, endLine).join('');
    if (method !== 'cells' && chunkText !== raw.replace(/(?:\r\n|\r|\n)$/, '')) {
      return `text of chunk ${startLine}-${endLine} is not that of its lines`;
    }
    const stray = symbols.find(({ line }) => line < startLine || line > endLine);
    if (stray !== undefined) {
      return `symbol ${stray.name} of line ${stray.line} in chunk ${startLine}-${endLine}`;
    }
    const unsound = symbols.find(
      ({ line, startLine: first, endLine: last }) =>
        first > line || last < line || first < 1 || last > lines.length,
    );
    if (unsound !== undefined) {
      return `symbol ${unsound.name} of line ${unsound.line} spans ${unsound.startLine}-${unsound.endLine}`;
    }
    next = endLine + 1;
  }
  return next === lines.length + 1 ? undefined : `lines from ${next} of ${lines.length} are in no chunk`;
}
