/** A string, which is kept; a comment; or a comma with nothing but comments between it and a closing bracket. */
const stringCommentOrComma = /"(?:[^"\\]|\\.)*"|\/\/.*|\/\*[^]*?\*\/|,(?=(?:\s|\/\/.*|\/\*[^]*?\*\/)*[\]}])/g;

/**
 * Parses JSON that may have comments, trailing commas and a byte-order mark, as the files of themes do.
 *
 * @throws SyntaxError
 */
export function parseJsonWithComments(text: string): unknown {
  const json = text
    .replace(/^\uFEFF/, '')
    .replace(stringCommentOrComma, (part) => (part.startsWith('"') ? part : ' '));
  return JSON.parse(json) as unknown;
}
