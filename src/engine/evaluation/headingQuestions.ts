import type { SymbolDefinition } from '../chunking/chunk';
import type { FoundQuestion } from './foundQuestion';
import { countWords, headingText } from './questionText';

/** A section with fewer words than this has too little to be found by. */
const fewestWords = 20;

/** Headings that every repository has. */
const stock =
  /^(?:table of contents|getting started|how to (?:contribute|install|use)|code of conduct|frequently asked questions|what'?s (?:new|next|changed)|pull requests?|bug fixes|breaking changes|new features|see also|read more|license)\b/i;

/** Lists of changes: their headings are versions and kinds of changes. */
const changeList = /(?:^|\/)(?:changelog|changes|history|news|releases?|release[-_]notes)(?:[^/]*)$/i;

/**
 * A question for each section of a documentation file that has a text of its own: its heading.
 *
 * @param lines of the file
 * @param symbols of its chunks
 */
export function headingQuestions(
  lines: readonly string[],
  symbols: readonly SymbolDefinition[],
  { path, language }: { readonly path: string; readonly language: string },
): FoundQuestion[] {
  if (changeList.test(path)) return [];
  const sections = symbols.filter(({ kind }) => kind === 'section').sort((a, b) => a.line - b.line);
  return sections.flatMap(({ name, startLine, line, endLine }, i) => {
    const text = headingText(name);
    // Sections below it have their own headings.
    const last = Math.min(endLine, (sections[i + 1]?.startLine ?? endLine + 1) - 1);
    const body = lines.slice(line, last).join('\n');
    if (text === undefined || stock.test(text) || countWords(body) < fewestWords) return [];
    return [
      {
        kind: 'heading',
        text,
        paths: [path],
        language,
        lines: { startLine, endLine: last },
        taken: { startLine, endLine: line },
      },
    ];
  });
}
