import type { Chunk } from '../chunk';
import type { ChunkingOptions } from '../chunkingOptions';
import type { LineTable } from '../lineTable';
import { packPieces } from '../chunkPacking';
import { scanAsciidoc } from './asciidoc';
import { scanMarkdown } from './markdown';
import { markedLanguages, scanMarkedHeadings } from './markedHeadings';
import { scanPlainText } from './plainText';
import { scanRestructuredText } from './restructuredText';
import { SectionOutliner } from './sectionOutliner';

const scanners: ReadonlyMap<string, (lines: LineTable, sections: SectionOutliner) => void> = new Map([
  ['markdown', scanMarkdown],
  ['mdx', scanMarkdown],
  ['rmd', scanMarkdown],
  ['quarto', scanMarkdown],
  ['restructuredtext', scanRestructuredText],
  ['asciidoc', scanAsciidoc],
  ...markedLanguages.map((language) => [language, scanMarkedHeadings(language)] as const),
]);

/** Whether files of a language are divided by their headings. */
export function hasSections(language: string): boolean {
  return scanners.has(language);
}

/** Divides a document by its headings; long sections by paragraph. The breadcrumb is the path of headings. */
export function chunkSections(lines: LineTable, language: string, options: ChunkingOptions): Chunk[] {
  const sections = new SectionOutliner(lines, options);
  scanners.get(language)?.(lines, sections);
  return packPieces(sections.finish(), options);
}

/** Divides plain text by its underlined titles; undefined if it has none. */
export function chunkTitled(lines: LineTable, options: ChunkingOptions): Chunk[] | undefined {
  const sections = new SectionOutliner(lines, options);
  return scanPlainText(lines, sections) ? packPieces(sections.finish(), options) : undefined;
}
