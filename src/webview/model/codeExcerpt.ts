import type { ViewResult } from '../../common/view/viewProtocol';
import { markLine, type ShownLine } from './marks';

/** Number of lines of a collapsed result. */
const foldedLines = 4;
/** Fewer lines than this are not hidden. */
const minHiddenLines = 2;

/** The lines of a result as displayed. */
export interface CodeExcerpt {
  /** Number of the first line in the file, 1-based. */
  readonly firstLine: number;
  /** Without their common indentation. */
  readonly lines: readonly ShownLine[];
  /** Number of lines at the end that can be hidden. */
  readonly foldable: number;
}

const excerpts = new WeakMap<ViewResult, CodeExcerpt>();

/** The lines to show for a result: without leading and trailing blank lines, and without the common indentation. */
export function linesToShow(result: ViewResult): CodeExcerpt {
  let excerpt = excerpts.get(result);
  if (!excerpt) {
    excerpt = excerptOf(result);
    excerpts.set(result, excerpt);
  }
  return excerpt;
}

function excerptOf({ lines, firstLine, matches }: ViewResult): CodeExcerpt {
  const texts = lines.map((line) => line.map((token) => token.text).join(''));
  const isBlank = (text: string): boolean => text.trim() === '';
  const first = texts.findIndex((text) => !isBlank(text));
  if (first < 0) return { firstLine, lines: [], foldable: 0 };
  const end = texts.findLastIndex((text) => !isBlank(text)) + 1;
  const indentation = commonIndentation(texts.slice(first, end).filter((text) => !isBlank(text)));
  const hidden = end - first - foldedLines;
  return {
    firstLine: firstLine + first,
    lines: lines.slice(first, end).map((line, index) => {
      const number = firstLine + first + index;
      const spans = matches.filter((span) => span.line === number);
      return dropCharacters(markLine(line, spans), indentation);
    }),
    foldable: hidden >= minHiddenLines ? hidden : 0,
  };
}

/** Number of white space characters that all texts begin with. */
function commonIndentation(texts: readonly string[]): number {
  const [first = '', ...others] = texts;
  let length = first.length - first.trimStart().length;
  for (const text of others) {
    let same = 0;
    while (same < length && text[same] === first[same]) same++;
    length = same;
  }
  return length;
}

function dropCharacters(line: ShownLine, count: number): ShownLine {
  let left = count;
  return line.flatMap((token) => {
    const text = token.text.slice(left);
    left = Math.max(0, left - token.text.length);
    return text === '' ? [] : [{ ...token, text }];
  });
}
