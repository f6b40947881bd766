import type { QuestionKind, LineRange } from '../../common/contracts/evaluation';

/** Stands for a heading that was taken out, so that the section remains one. No word of a question is like it. */
const emptyHeading = '…';

/**
 * A file without the lines that questions were taken from. The numbers of all other lines stay the same: comments
 * become blank lines, headings keep their marks.
 */
export function takeOut(
  text: string,
  taken: readonly { readonly kind: QuestionKind; readonly lines: LineRange }[],
): string {
  // Each line with its break: breaks may differ within one file.
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  for (const { kind, lines: range } of taken) {
    for (let line = range.startLine; line <= range.endLine; line++) {
      const at = line - 1;
      const [, content = '', lineBreak = ''] = /^([^\r\n]*)([\r\n]*)$/.exec(lines[at] ?? '') ?? [];
      lines[at] = (kind === 'heading' ? withoutTitle(content) : '') + lineBreak;
    }
  }
  return lines.join('');
}

/** Keeps the marks of the heading, and lines that consist of marks only. */
function withoutTitle(line: string): string {
  if (!/[\p{L}\p{N}]/u.test(line)) return line;
  const mark = /^\s*(?:#{1,6}|={1,6}|\*+|!+)\s+/.exec(line)?.[0] ?? '';
  return mark + emptyHeading;
}
