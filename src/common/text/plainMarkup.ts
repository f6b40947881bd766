/** Longest part of a line that is processed, which bounds the time for untrusted text. */
const maxCharacters = 1000;
/** Literal text: a piece of code in backticks, and a character after a backslash. */
const literal = /(`+)(.+?)\1(?!`)|\\([\\`*_{}[\]()#+\-.!<>~|])/g;
/** Replaces a literal while markup is removed; from the private use area, which texts do not contain. */
const placeholder = /\ue000(\d+)\ue001/g;

/**
 * A line of Markdown, MDX, reStructuredText or AsciiDoc as plain text: without the markup of headings, lists, quotes,
 * attributes (`{ #anchor }`), links, images, tags and emphasis. Text in backticks stays unchanged.
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

/** Markers of quotes, headings, list items and tasks. */
const blockMarks = /^(?:>\s?)*(?:#{1,6}\s+|={1,6}\s+(?=\S)|(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?)?/;
/** Closing markers of a heading. */
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
      // By the syntax this is emphasis, but most often it is an identifier: `__init__`.
      .replace(/(?<!\w)__(?=\S)(\S*\s.*?)(?<=\S)__(?!\w)/g, '$1')
      .replace(/(?<![\p{L}\p{N}*_])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\p{L}\p{N}*_])/gu, '$2')
  );
}
