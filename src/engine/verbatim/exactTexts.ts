import { isStopWord } from '../retrieval/query';

/** A text that must match verbatim. */
export interface ExactText {
  readonly pattern: RegExp;
  /** It is quoted: results without it are not answers. */
  readonly isRequired: boolean;
}

/** Quotes around words of the query; quotes inside a line of code or a word belong to it. */
const quoted = /(?<=^|\s)["“]([^"“”]*[^\s"“”][^"“”]*)["”](?=$|[\s,.;!?])/g;
const flag = /(?<![\w-])(?:--[a-z][\w-]*\w|-[a-z][\w-]*)(?![\w-])/gi;
const version = /(?<![\w.])v?(\d+(?:\.\d+){1,4}(?:[-+][a-z][\w.]*|(?:a|b|rc)\d+)?)(?!\w|\.\d)/gi;
/** What follows a number in the name of an earlier version: `2.0.0` is not `2.0.0-rc.1`. */
const ofEarlier = /\.?\d|[-.]?(?:a|b|alpha|beta|rc|pre|preview|dev|next|canary|nightly|snapshot)\.?\d*\b/
  .source;
const emoji = /\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic}|\ufe0f|\p{Emoji_Modifier})*/gu;
const operator = /(?<=^|\s)[-+*/%=<>!&|^~?:.@#$]{2,}(?=$|\s)/g;

/** Characters beside an operator that make it a different operator. */
const signs = String.raw`[-+*\/%=<>!&|^~?:.@#$]`;
/** Code without a word that is searched for, such as `a[::2]`, `for (;;)` and `^[A-Z]{2}-\\d+$`. */
const codeOfSigns = /^(?=.*[^\p{L}\p{N}\s]).{3,}$/u;

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
  const words = (rest.match(/[\p{L}\p{N}_]+/gu) ?? []).filter((word) => !isStopWord(word));
  const found = [
    ...(rest.match(flag) ?? [])
      // A single minus begins a flag only if the query contains nothing else.
      .filter((text) => text.startsWith('--') || text === query.trim())
      .map((text) => `(?<![\\w-])${escaped(text)}(?![\\w-])`),
    ...Array.from(rest.matchAll(version), ([, number]) => `(?<![\\d.])${escaped(number!)}(?!${ofEarlier})`),
    ...Array.from(rest.matchAll(emoji), ([text]) => escaped(text)),
    ...(words.length > wordsBesideOperator
      ? []
      : Array.from(rest.matchAll(operator), ([text]) => `(?<!${signs})${escaped(text)}(?!${signs})`)),
  ];
  const hasWords = words.some((word) => word.length > 1);
  if (required.length + found.length === 0 && !hasWords && codeOfSigns.test(query.trim()))
    found.push(literalPattern(query));
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
