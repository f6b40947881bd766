import { message } from '../../../common/messages/message';
import { issuers, looseIssuers, markedIssuers } from './issuers';
import { matchesOf } from './matchesOf';
import type { SecretSpan } from './secretSpan';
import { isPlaceholder, looksRandom } from './secretValue';

const all = [...issuers, ...looseIssuers];
const anyIssuer = all.map(([, pattern]) => pattern).join('|');
const rules = all.map(([what, pattern], index) => ({
  what,
  pattern: new RegExp(`(?:${pattern})`, 'y'),
  isLoose: index >= issuers.length,
}));

/** `\b` and no other assertion: with it the regex engine skips through text many times faster. */
const atWord = new RegExp(String.raw`\b(?:${anyIssuer})`, 'g');
/** After an escape sequence there is no word boundary: `"\nghp_…"`, `%3Dghp_…`. */
const behindEscape = new RegExp(String.raw`(\\[nrt]|%[0-9A-Fa-f]{2})(?:${anyIssuer})`, 'g');

/** The secret part of an AWS access key, which has no prefix. */
const secretAccessKey = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g;
const minLooseLength = 16;
/** Real keys have more distinct characters: `sk-000000`, `ghp_xxxxxxxx` are placeholders. */
const minDistinct = 8;
/** Largest distance between the two parts. */
const accessKeyReach = 200;

/** Keys and tokens that identify their issuer, including password hashes. */
export function findIssuerTokens(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const pattern of [atWord, behindEscape]) {
    for (const { 0: whole, 1: escape = '', index } of matchesOf(text, pattern)) {
      spans.push(...tokenAt(text, index + escape.length, whole.slice(escape.length)));
    }
  }
  for (const [what, mark, pattern] of markedIssuers) {
    if (text.includes(mark)) {
      for (const { 0: value, index } of matchesOf(text, pattern)) {
        if (!isUnreal(value)) spans.push({ start: index, end: index + value.length, what });
      }
    }
  }
  return spans;
}

function tokenAt(text: string, start: number, value: string): SecretSpan[] {
  const rule = rules.find(({ pattern }) => {
    pattern.lastIndex = start;
    return pattern.test(text);
  });
  if (rule === undefined || isUnreal(value)) {
    return [];
  }
  // In the middle of base64 any prefix may occur by chance.
  if (rule.isLoose && (!looksRandom(value, minLooseLength) || /[+/]/.test(text[start - 1] ?? ''))) {
    return [];
  }
  const end = start + value.length;
  const span = { start, end, what: rule.what };
  return rule.what.code === 'accessKeyOf' ? [span, ...secretsBehind(text, end)] : [span];
}

/** Keys of documentation, such as those that end in EXAMPLE. */
function isUnreal(value: string): boolean {
  return new Set(value).size < minDistinct || isPlaceholder(value.replace(/^\$/, ''));
}

function secretsBehind(text: string, from: number): SecretSpan[] {
  return [...text.slice(from, from + accessKeyReach).matchAll(secretAccessKey)]
    .filter(([value]) => looksRandom(value, 40))
    .map(({ index }) => ({
      start: from + index,
      end: from + index + 40,
      what: message('secretAccessKeyOf', 'AWS'),
    }));
}
