/** A text that a query wants as it is written. */
export interface ExactText {
  readonly pattern: RegExp;
  /** The person put it into quotes: nothing without it is an answer. */
  readonly isRequired: boolean;
}

/** Quotes around words of the query; those inside a line of code or a word are part of it. */
const quoted = /(?<=^|\s)["“]([^"“”]*[^\s"“”][^"“”]*)["”](?=$|[\s,.;!?])/g;
const flag = /(?<![\w-])(?:--[a-z][\w-]*\w|-[a-z][\w-]*)(?![\w-])/gi;
const version = /(?<![\w.])v?(\d+(?:\.\d+){1,4})(?:-[a-z][\w.]*)?(?!\w|\.\d)/gi;
const emoji = /\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic}|\ufe0f|\p{Emoji_Modifier})*/gu;
const operator = /(?<=^|\s)[-+*/%=<>!&|^~?:.@#$]{2,}(?=$|\s)/g;

/** Signs that stand around an operator where it is another one. */
const signs = String.raw`[-+*\/%=<>!&|^~?:.@#$]`;
/** Other words beside an operator: in a longer sentence it is punctuation. */
const wordsBesideOperator = 2;

/** What may stand between two words of a text in code: spaces, the quotes and signs of a literal that goes on, comments. */
const between = /[\s"'`+*#/\\]+/.source;

/** The texts of a query that are wanted as they are written: quotes, flags, versions, emoji, operators. */
export function exactTexts(query: string): ExactText[] {
  const required = Array.from(query.matchAll(quoted), ([, text]) => requiredText(text!));
  const rest = query.replace(quoted, ' ');
  const words = rest.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const found = [
    ...(rest.match(flag) ?? [])
      // A single minus is that of a flag only where nothing else is asked for.
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

/** A text as it is written, but for spaces, capitals and where a literal or a comment goes on in the next line. */
export function literalPattern(text: string): string {
  return text.trim().split(/\s+/).map(escaped).join(between);
}

function requiredText(text: string): ExactText {
  return { pattern: new RegExp(literalPattern(text), 'giu'), isRequired: true };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
