import type { LineTable } from '../lineTable';
import { lineText, plainTitle } from './markdown';
import type { SectionOutliner } from './sectionOutliner';

/** Format of headings that are on a separate line with a marker. */
interface HeadingMarks {
  readonly heading: RegExp;
  /** Level from 1, and title. */
  readonly read: (found: RegExpExecArray) => { readonly level: number; readonly title: string };
  /** A verbatim part that is skipped: the line that begins it, and the one that ends it. */
  readonly verbatim?: readonly [begin: RegExp, end: RegExp];
}

const latexLevels = [
  'part',
  'chapter',
  'section',
  'subsection',
  'subsubsection',
  'paragraph',
  'subparagraph',
];

function texinfoLevel(command: string): number {
  if (command === 'top' || command === 'part') return 1;
  const subs = command.match(/sub/g)?.length ?? 0;
  return /sec|(?:^|sub)heading/.test(command) ? 3 + subs : 2;
}

const formats = {
  org: {
    heading: /^(\*{1,8})[ \t]+(\S.*)$/,
    read: ([, stars, title]) => ({
      level: stars!.length,
      title: title!.replace(/^(?:TODO|DONE|WAITING)[ \t]+|[ \t]+:[\w@#%:]+:[ \t]*$/g, ''),
    }),
    verbatim: [/^[ \t]*#\+begin_/i, /^[ \t]*#\+end_/i],
  },
  latex: {
    heading:
      /^[ \t]*\\(part|chapter|section|subsection|subsubsection|paragraph|subparagraph)\*?(?:\[[^\]]*\])?\{(.*)$/,
    read: ([, command, title]) => ({ level: latexLevels.indexOf(command!) + 1, title: bracedTitle(title!) }),
    verbatim: [
      /^[ \t]*\\begin\{(?:verbatim|lstlisting|minted|comment)\*?\}/,
      /\\end\{(?:verbatim|lstlisting|minted|comment)\*?\}/,
    ],
  },
  typst: {
    heading: /^(={1,6})[ \t]+(\S.*)$/,
    read: ([, marks, title]) => ({ level: marks!.length, title: title! }),
    verbatim: [/^[ \t]*```/, /^[ \t]*```[ \t]*$/],
  },
  pod: {
    heading: /^=head([1-6])[ \t]+(\S.*)$/,
    read: ([, level, title]) => ({
      level: Number(level),
      title: title!.replace(/[A-Z]<+ ?([^<>]*?) ?>+/g, '$1'),
    }),
  },
  mediawiki: {
    heading: /^(={1,6})(?!=)[ \t]*(\S.*?)[ \t]*={1,6}[ \t]*$/,
    read: ([, marks, title]) => ({ level: marks!.length, title: title!.replace(/'{2,}/g, '') }),
    verbatim: [
      /^<(?:pre|source|syntaxhighlight|nowiki)\b(?!.*<\/)/,
      /<\/(?:pre|source|syntaxhighlight|nowiki)>/,
    ],
  },
  textile: {
    heading: /^h([1-6])(?:\([^)]*\)|\{[^}]*\}|[<>=()]+)*\.[ \t]+(\S.*)$/,
    read: ([, level, title]) => ({ level: Number(level), title: title! }),
    verbatim: [/^<pre\b(?!.*<\/pre>)/, /<\/pre>/],
  },
  creole: {
    heading: /^(={1,6})(?!=)[ \t]*(\S.*?)[ \t]*=*[ \t]*$/,
    read: ([, marks, title]) => ({ level: marks!.length, title: title! }),
    verbatim: [/^\{\{\{(?!.*\}\}\})/, /^\}\}\}/],
  },
  // More marks are a higher level.
  dokuwiki: {
    heading: /^[ \t]*(={2,6})(?!=)[ \t]*(\S.*?)[ \t]*={2,6}[ \t]*$/,
    read: ([, marks, title]) => ({ level: 7 - marks!.length, title: title! }),
    verbatim: [/^<(?:code|file|html|php)\b(?!.*<\/)/, /<\/(?:code|file|html|php)>/],
  },
  twiki: {
    heading: /^---(\+{1,6})(?:!!)?[ \t]*(\S.*)$/,
    read: ([, marks, title]) => ({ level: marks!.length, title: title! }),
    verbatim: [/^<verbatim\b(?!.*<\/)/, /<\/verbatim>/],
  },
  txt2tags: {
    heading: /^([=+])(\1{0,4})(?!\1)[ \t]*(\S.*?)[ \t]*\1+(?:\[[\w-]+\])?[ \t]*$/,
    read: ([, , marks, title]) => ({ level: marks!.length + 1, title: title! }),
    verbatim: [/^```[ \t]*$/, /^```[ \t]*$/],
  },
  rdoc: {
    heading: /^(={1,6}|#{1,6})[ \t]+(\S.*)$/,
    read: ([, marks, title]) => ({ level: marks!.length, title: title! }),
  },
  texinfo: {
    heading:
      /^@(top|part|chapter|unnumbered|appendix|chapheading|majorheading|(?:sub){0,2}(?:section|heading)|(?:unnumbered|appendix)(?:sub){0,2}sec)[ \t]+(\S.*)$/,
    read: ([, command, title]) => ({
      level: texinfoLevel(command!),
      title: title!.replace(/@\w+\{([^{}]*)\}/g, '$1').replaceAll('@@', '@'),
    }),
    verbatim: [
      /^@(?:verbatim|example|lisp|smallexample|ignore)\b/,
      /^@end (?:verbatim|example|lisp|smallexample|ignore)\b/,
    ],
  },
  // The nesting of elements is that of their indentation; without it, all sections are of one level.
  docbook: {
    heading:
      /^([ \t]*)(?:<(?:book|article|part|chapter|appendix|preface|section|sect\d|refsect\d|simplesect|topic|concept|task|reference|info)\b[^>]*>[ \t]*)?<title\b[^>]*>(.+?)(?:<\/title>|$)/,
    read: ([, indent, title]) => ({ level: indent!.length + 1, title: title! }),
    verbatim: [
      /^[ \t]*<(?:programlisting|screen|codeblock)\b(?!.*<\/)/,
      /<\/(?:programlisting|screen|codeblock)>/,
    ],
  },
  troff: {
    heading: /^[.'](SH|SS|Sh|Ss)[ \t]+(\S.*)$/,
    read: ([, macro, title]) => ({
      level: /h$/i.test(macro!) ? 1 : 2,
      title: title!.replace(/\\f.|\\-|"/g, (mark) => (mark === '\\-' ? '-' : '')),
    }),
  },
} satisfies Readonly<Record<string, HeadingMarks>>;

/** Languages that {@link scanMarkedHeadings} reads. */
export const markedLanguages: readonly string[] = Object.keys(formats);

/**
 * A scanner of documents whose headings have a marker at the beginning of their line.
 * @param language one of {@link markedLanguages}
 */
export function scanMarkedHeadings(language: string): (lines: LineTable, sections: SectionOutliner) => void {
  const { heading, read, verbatim }: HeadingMarks = formats[language as keyof typeof formats];
  return (lines, sections) => {
    let afterBlank = true;
    let isVerbatim = false;
    for (let line = 0; line < lines.count; line++) {
      const text = lineText(lines, line);
      if (isVerbatim) {
        isVerbatim = !verbatim!.at(1)!.test(text);
        continue;
      }
      if (text.trim() === '') {
        afterBlank = true;
        continue;
      }
      const found = heading.exec(text);
      if (found) {
        const { level, title } = read(found);
        sections.heading(line, level, plainTitle(title));
      } else if (afterBlank) {
        sections.paragraph(line);
      }
      isVerbatim = verbatim?.[0].test(text) === true;
      afterBlank = false;
    }
  };
}

/** The text before the matching closing bracket. Commands in it are removed, their text is kept. */
function bracedTitle(rest: string): string {
  let depth = 1;
  let end = 0;
  for (; end < rest.length && depth > 0; end++) {
    if (rest[end] === '{') depth++;
    else if (rest[end] === '}') depth--;
  }
  return rest
    .slice(0, depth === 0 ? end - 1 : end)
    .replace(/\\label\{[^{}]*\}/g, '')
    .replace(/\\[a-zA-Z]+\*?(?=\{)|[{}]/g, '')
    .trim();
}
