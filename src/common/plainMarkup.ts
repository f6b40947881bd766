/** Of a line, so many characters are read: whoever wrote it, it takes no time to show. */
const maxCharacters = 1000;
/** What is not markup: a piece of code with its backticks, and a character after a backslash. */
const literal = /(`+)(.+?)\1(?!`)|\\([\\`*_{}[\]()#+\-.!<>~|])/g;
/** Stands for a literal while marks are removed; from the private use area, so that it is in no text. */
const placeholder = /\ue000(\d+)\ue001/g;

/**
 * A line of Markdown, MDX, reStructuredText or AsciiDoc as a person reads it: without the marks of headings, lists and quotes,
 * without attributes (`{ #anchor }`), links, images, tags and emphasis. What stands in backticks stays as it is.
 */
export function plainMarkup(line: string): string {
  const text = line.slice(0, maxCharacters).trim().replace(blockMarks, '').replace(closingMarks, '');
  const literals: string[] = [];
  const marked = text.replace(literal, (_, __, code?: string, escaped?: string) => {
    literals.push(code ?? escaped ?? '');
    return `\ue000${literals.length - 1}\ue001`;
  });
  return withoutMarks(marked)
    .replace(placeholder, (_, index: string) => literals[Number(index)] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Of a quote, a heading, a list item, a task. */
const blockMarks = /^(?:>\s?)*(?:#{1,6}\s+|={1,6}\s+(?=\S)|(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?)?/;
/** Of a heading. */
const closingMarks = /\s+#{1,6}$/;

function withoutMarks(text: string): string {
  return (
    text
      .replace(/<!--.*?-->/g, '')
      .replace(/\{\s*[#.:][^{}]*\}|\{:\s*[^{}]*\}/g, '')
      .replace(/!?\[([^\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])/g, '$1')
      .replace(/:[a-z-]+:(?=\ue000)/g, '')
      .replace(/<\/?[a-z][\w-]*(?:\s[^<>]*)?\/?>/g, '')
      .replace(/(\*\*|~~)(?=\S)(.+?)(?<=\S)\1/g, '$2')
      // Emphasis in theory, but most often the name of something: `__init__`.
      .replace(/(?<!\w)__(?=\S)(\S*\s.*?)(?<=\S)__(?!\w)/g, '$1')
      .replace(/(?<![\p{L}\p{N}*_])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\p{L}\p{N}*_])/gu, '$2')
  );
}
