/** A text that must match verbatim. */
export interface ExactText {
  readonly pattern: RegExp;
  /** It is quoted: results without it are not answers. */
  readonly isRequired: boolean;
}

/** Quotes around words of the query; quotes inside a line of code or a word belong to it. */
const quoted = /(?<=^|\s)["“]([^"“”]*[^\s"“”][^"“”]*)["”](?=$|[\s,.;!?])/g;
const flag = /(?<![\w-])(?:--[a-z][\w-]*\w|-[a-z][\w-]*)(?![\w-])/gi;
const version = /(?<![\w.])v?(\d+(?:\.\d+){1,4})(?:-[a-z][\w.]*)?(?!\w|\.\d)/gi;
const emoji = /\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic}|\ufe0f|\p{Emoji_Modifier})*/gu;
const operator = /(?<=^|\s)[-+*/%=<>!&|^~?:.@#$]{2,}(?=$|\s)/g;

/** Characters beside an operator that make it a different operator. */
const signs = String.raw`[-+*\/%=<>!&|^~?:.@#$]`;
/** Most other words beside an operator: in a longer sentence it is punctuation. */
const wordsBesideOperator = 2;

/**
 * Characters allowed between two words of a text in code: spaces, comment marks, and the quotes and operators of a
 * continued literal.
 */
const between = /[\s"'`+*#/\\]+/.source;

/** The texts of a query that must match verbatim: quotes, flags, versions, emoji, operators. */
export function exactTexts(query: string): ExactText[] {
  const required = Array.from(query.matchAll(quoted), ([, text]) => requiredText(text!));
  const rest = query.replace(quoted, ' ');
  const words = rest.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const found = [
    ...(rest.match(flag) ?? [])
      // A single minus begins a flag only if the query contains nothing else.
      .filter((text) => text.startsWith('--') || text === rest.trim())
      .map((text) => `(?<![\\w-])${escaped(text)}(?![\\w-])`),
    ...Array.from(rest.matchAll(version), ([, number]) => `(?<![\\d.])${escaped(number!)}(?!\\.?\\d)`),
    ...Array.from(rest.matchAll(emoji), ([text]) => escaped(text)),
    ...(words.length > wordsBesideOperator
      ? []
      : Array.from(rest.matchAll(operator), ([text]) => `(?<!${signs})${escaped(text)}(?!${signs})`)),
  ];
  return [
    ...required,
    ...found.map((pattern) => ({ pattern: new RegExp(pattern, 'giu'), isRequired: false })),
  ];
}

/** A verbatim text, except for spaces, letter case, and a literal or a comment that continues on the next line. */
export function literalPattern(text: string): string {
  return text.trim().split(/\s+/).map(escaped).join(between);
}

function requiredText(text: string): ExactText {
  return { pattern: new RegExp(literalPattern(text), 'giu'), isRequired: true };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
