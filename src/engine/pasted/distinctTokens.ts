/** Names of environment variables and constants: `CART_MAX_ITEMS`. */
const constant = /(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w(-])/g;
/** A header of HTTP before its value: `X-Cart-Id: 17`, also in quotes and in lower case. */
const header = /(?:^|\s["']?)([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+)(?=:\s)/g;
const mediaType = /(?<![\w/.-])(?:application|text|image|audio|video|font|multipart)\/[\w.+-]*\w(?![\w/])/g;
/** A key in quotes, as in JSON: `"cart-max-items": 17`. */
const key = /["']([A-Za-z0-9]+(?:[-.:/][A-Za-z0-9]+)+)["']\s*[:=]/g;

/** A code beside a word of an error: `error TS2345: `, `[ERR_CART]`, `code E404`. */
const code =
  /(?:\b(?:error|warning|code|errno|fatal|note|rule|err!)[\s:\["'(=]{1,4}(?:code[\s:]+)?["']?)([A-Z]{1,8}(?:[-_]?\d{2,6}|_[A-Z][A-Z0-9_]+))(?![\w-])/gi;
const codeInCapitals = /^[A-Z0-9_-]+$/;

/** A setting, a header or a message has a sign before its value or its text; a question hardly has one. */
const valueSign = /[:=]\s?\S/;
const question = /^(?:how|what|where|why|which|who|when|is|are|does|do|can|should|find|show)\b|[?？]\s*$/i;

/** Headers that almost every program sets: their value is what the user looks for. */
const usual = /^(?:content-type|accept|user-agent)$/i;

/**
 * What identifies a place in a pasted setting, header or message: names of variables, headers and media types, codes of errors. Empty for
 * a question, and for a text without them.
 */
export function distinctTokens(text: string): string[] {
  if (question.test(text.trim())) return [];
  const codes = Array.from(text.matchAll(code), ([, token]) => token!).filter((one) =>
    codeInCapitals.test(one),
  );
  if (!valueSign.test(text)) return codes;
  const found = [constant, mediaType].flatMap((form) => text.match(form) ?? []);
  const grouped = [header, key].flatMap((form) => Array.from(text.matchAll(form), ([, token]) => token!));
  return [...new Set([...codes, ...found, ...grouped])].filter((token) => !usual.test(token));
}
