import type { Chunk } from '../chunk';
import type { ChunkingOptions } from '../chunkingOptions';
import type { LineTable } from '../lineTable';
import { Outline } from '../outline';
import { packPieces } from '../chunkPacking';
import { outlineText } from './textOutliner';
import { textSpecOf } from './textSpecs';

/** Divides any text: code by the form of its lines and by indentation, prose and data by blank lines. */
export function chunkText(lines: LineTable, language: string, options: ChunkingOptions): Chunk[] {
  const spec = textSpecOf(language);
  return packPieces(
    spec === undefined ? outlineParagraphs(lines) : outlineText(lines, spec, options),
    options,
  );
}

function outlineParagraphs(lines: LineTable): Outline {
  const outline = new Outline(lines);
  let afterBlank = true;
  for (let line = 0; line < lines.count; line++) {
    const isBlank = lines.indent(line) < 0;
    if (afterBlank && !isBlank) {
      outline.add(line, outline.file, outline.file, true);
    }
    afterBlank = isBlank;
  }
  if (outline.pieces.length === 0 && lines.count > 0) {
    outline.add(0, outline.file, outline.file, true);
  }
  return outline;
}
