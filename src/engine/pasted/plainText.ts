/** Colours and links of terminals, also in a copy without the escape character (`[31m`); each mark of it is a number with `m`. */
const terminalCodes = /\x1b\[[\d;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\[(?:\d{1,3}(?:;\d{1,3})*)m/g;

/** Zero-width characters, soft hyphens, and marks of the direction of writing. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

const entity = /&(?:lt|gt|amp|quot|apos|nbsp|#\d{2,4}|#x[\da-f]{2,4});/gi;
const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
/** Text of several words as a part of a URL. */
const percentEncoded = /^[^%]*%(?:20|0A|[2-7][\dA-F])[^%]*%[2-7][\dA-F]/i;
const mailEncoded = '=3D';
const mailMark = /=(?:\s+|([2-7][\dA-F]))/g;
const never = /(?!)/;

/** Elements that highlighters put around words of code. */
const highlightTag = /<\/?(?:span|mark|code|pre|font|b|i|em|strong|wbr|br)(?:\s[^<>]*)?\/?>/gi;

/** Punctuation that word processors, chats and input methods put in place of that of code. */
const typographic: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '（': '(',
  '）': ')',
  '，': ',',
  '：': ':',
  '；': ';',
  '！': '!',
  '？': '?',
  '［': '[',
  '］': ']',
  '｛': '{',
  '｝': '}',
  '＝': '=',
  '＂': '"',
};
const typographicMark = new RegExp(`[${Object.keys(typographic).join('')}]`, 'g');

/**
 * A pasted text as it was before a terminal, a page, a chat or an input method changed its characters: without
 * colours and invisible characters, with the punctuation of code. A text without these is returned unchanged.
 */
export function plainText(text: string): string {
  const uncoloured = text.replace(terminalCodes, '').replace(invisible, '');
  return withoutEntities(withoutEncoding(uncoloured))
    .replace(typographicMark, (mark) => typographic[mark]!)
    .replace(/\s+/g, ' ')
    .trim();
}

/** `%20` of a URL, `=3D` and the soft line breaks of a mail, `\u003c` of JSON. */
function withoutEncoding(text: string): string {
  if (percentEncoded.test(text) && !/\s/.test(text) && !text.includes('://')) return decodedUri(text);
  return text
    .replace(text.includes(mailEncoded) ? mailMark : never, (_, hex: string | undefined) =>
      hex === undefined ? '' : String.fromCharCode(parseInt(hex, 16)),
    )
    .replace(/\\u00([2-7][\da-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function decodedUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutEntities(text: string): string {
  if (text.search(entity) < 0) return text;
  return text.replace(highlightTag, '').replace(entity, (one) => {
    const name = one.slice(1, -1).toLowerCase();
    if (!name.startsWith('#')) return named[name]!;
    const isHex = name[1] === 'x';
    return String.fromCodePoint(parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10));
  });
}
