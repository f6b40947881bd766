import { findBareValue } from './bareValue';
import type { SecretSpan } from './secretSpan';
import { isSecretLiteral } from './namedSecret';
import { kindOfName, type SecretKind } from './secretKind';

/** Parts of names that refer to secrets. */
const nameParts = /pass(?:w|p|c|_|\b)|pwd|secret|token|key|cred|auth|salt/gi;
const maxNameLength = 64;
const nameChar = /[\w$-]/;

const typeName = String.raw`[A-Za-z&*][\w.&*'?<>[\]| ]{0,48}?`;

/**
 * Text between a name and its value. Group 1 is the quote that ends the name; group 2 the operator: `=`, `:`, `=>`,
 * `: string =`, `,`, `(`, `>`, `value=` or `value:`, a space.
 */
const between = new RegExp(
  [
    String.raw`(\\{0,2}["'\x60])?[\])}]?(?:\[\d{0,5}\])?(`,
    // A type may precede: `token: string =`, `token string =`.
    String.raw`\s{0,8}[?!]?(?::\s{0,4}${typeName}(?==[^=])|${typeName}[ \t](?=:?=[^=]))?`,
    String.raw`(?:[=!]={1,2}|=>|:[=-]|[?|+.]{1,2}=|=|:)`,
    String.raw`|,?\s{1,40}\\{0,2}["']?value\\{0,2}["']?\s?[:=]`,
    String.raw`|\s{0,4},|\(|>|[ \t](?=[ \t]{0,3}[^ \t]))`,
  ].join(''),
  'y',
);

/** The beginning of a literal: the bracket of a list, a call around it, prefixes of several languages, the quote. */
const opening =
  /\s{0,40}(?:(\[)\s{0,40}|\{\s{0,8})?((?:new\s)?[A-Za-z_][\w.:]{0,40}\(\s{0,8})?(?:[bBrRuUfFL@$]{1,2}#?)?(\\{0,2}["'`])/y;
const nextOfList = /\s{0,40},\s{0,40}(?:[bBrRuUfFL@$]{1,2}#?)?(["'`])/y;
/** No key in use is longer. */
const maxLiteralLength = 16_384;

/** `<password>…</password>`. */
const elementText = /\s{0,40}([^\s<>"'`]{4,512})\s{0,40}<\//y;

/** `name: DB_PASSWORD`, before its `value: …`. */
const nameOfPair = /\b(?:name|key|id|property)\\{0,2}["']?\s{0,4}[:=]\s{0,4}\\{0,2}["']?$/i;
const maxPairStart = 24;

/** `password("…")`, `setPassword("…")`: not `findToken("…")`, which takes a name. */
const setter =
  /^(?:(?:set|with|use|add)_?[a-z_]{0,20}|[a-z_]{0,10}_)?(?:pass(?:word|wd|phrase)?|pwd|secret|token|key|auth|salt)$/i;

/** Values with a secret-looking name and content. */
export function findNamedValues(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  nameParts.lastIndex = 0;
  for (let match = nameParts.exec(text); match !== null; match = nameParts.exec(text)) {
    const end = skipName(text, match.index, 1);
    // Each name once, however many of the parts it contains.
    nameParts.lastIndex = end;
    between.lastIndex = end;
    const sign = between.exec(text);
    if (sign !== null) {
      spans.push(...valuesOf(text, { start: skipName(text, match.index, -1), end }, sign));
    }
  }
  return spans;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function valuesOf(text: string, name: Range, sign: RegExpExecArray): SecretSpan[] {
  const operator = sign[2]!.trim();
  const isQuoted = sign[1] !== undefined;
  if (!isPlausible(text, name, operator, isQuoted)) {
    return [];
  }
  const kind = kindOfName(text.slice(name.start, name.end));
  if (kind === undefined) {
    return [];
  }
  const from = name.end + sign[0].length;
  if (operator === '>') {
    elementText.lastIndex = from;
    const value = elementText.exec(text)?.[1];
    const start = value === undefined ? from : text.indexOf(value, from);
    return value !== undefined && isSecretLiteral(value, kind)
      ? [{ start, end: start + value.length, what: kind.what }]
      : [];
  }
  opening.lastIndex = from;
  const literal = opening.exec(text);
  if (literal !== null) {
    // Prose: `to pass [`, and one word among others: `("user", "pass", "utf8")`.
    const isWord = /^pass$/i.test(text.slice(name.start, name.end)) && (operator === '' || operator === ',');
    if (isWord || (operator === '' && literal[1] !== undefined)) {
      return [];
    }
    // The argument of a call may be a name: `getenv("…")`.
    const isCertain = literal[2] === undefined;
    return literalsAt(text, opening.lastIndex, literal, kind, isCertain);
  }
  const span = findBareValue(text, { ...name, isQuoted }, { from, operator: sign[2]! }, kind);
  return span ? [span] : [];
}

/** Whether a value can follow this operator and such a name. */
function isPlausible(text: string, name: Range, operator: string, isQuoted: boolean): boolean {
  if (/value\W{0,3}[:=]$/.test(operator)) {
    return nameOfPair.test(text.slice(Math.max(0, name.start - maxPairStart), name.start));
  }
  switch (operator) {
    case ',':
      // In a call or a pair: `f("password", "…")`, and not a value before the next name.
      return isQuoted && (isFirst(text, name.start) || isNextLast(text, name.end));
    case '(':
      return !isQuoted && setter.test(text.slice(name.start, name.end));
    case '>':
      return /<(?:\w{1,20}:)?$/.test(text.slice(Math.max(0, name.start - 22), name.start));
    default:
      return true;
  }
}

/** Whether a quoted name is the first element between brackets. */
function isFirst(text: string, start: number): boolean {
  return /[([{]\s{0,20}\S{0,3}$/.test(text.slice(Math.max(0, start - 24), start));
}

/** Whether the literal that follows is the last element. */
function isNextLast(text: string, end: number): boolean {
  return /^[^,]{1,3}\s{0,20},\s{0,20}[^\s,()[\]{}]{1,300}\s{0,20}[)\]}]/.test(text.slice(end, end + 400));
}

function literalsAt(
  text: string,
  from: number,
  match: RegExpExecArray,
  kind: SecretKind,
  isCertain: boolean,
): SecretSpan[] {
  const [, list, , firstQuote = ''] = match;
  const spans: SecretSpan[] = [];
  let quote = firstQuote;
  let start = from;
  for (;;) {
    const end = literalEnd(text, start, quote);
    if (end === undefined) {
      return spans;
    }
    if (isSecretLiteral(text.slice(start, end), kind, isCertain)) {
      spans.push({ start, end, what: kind.what });
    }
    nextOfList.lastIndex = end + quote.length;
    const next = list === undefined ? null : nextOfList.exec(text);
    if (next === null) {
      return spans;
    }
    quote = next[1]!;
    start = nextOfList.lastIndex;
  }
}

/**
 * End of the literal that begins at `start`: at its quote, which may itself be escaped. Undefined: it does not end
 * here.
 */
function literalEnd(text: string, start: number, quote: string): number | undefined {
  const limit = Math.min(text.length, start + maxLiteralLength);
  for (let i = start; i < limit; i++) {
    const char = text[i]!;
    if (text.startsWith(quote, i)) {
      return i;
    }
    if (char === '\n' || char === '\r') {
      return undefined;
    }
    if (char === '\\' && quote.length === 1) {
      i++;
    }
  }
  return undefined;
}

function skipName(text: string, from: number, step: 1 | -1): number {
  const limit = from + step * maxNameLength;
  let position = from;
  while (position !== limit && nameChar.test(text[step > 0 ? position : position - 1] ?? '')) {
    position += step;
  }
  // Flags of commands: `--token`.
  while (step < 0 && text[position] === '-') {
    position++;
  }
  return position;
}
