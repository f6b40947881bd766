/** Longer texts are truncated. */
const longest = 500;

/** Characters of an HTML page that are read. */
const longestPage = 20_000;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
};

/**
 * External text as one short line without control characters: of an HTML page its title, if it has one, and of a
 * Python traceback its last line, which names the error.
 */
export function plainText(text: string): string {
  const start = text.slice(0, longestPage).trim();
  if (/^<[!?a-z]/i.test(start)) return oneLine(textOfPage(start));
  return oneLine(/\bTraceback \(most recent call last\)/.test(start) ? errorOfTraceback(text) : start);
}

function errorOfTraceback(text: string): string {
  const lines = text.slice(-longestPage).trimEnd().split('\n');
  return lines.findLast((line) => /^[\w.]+(?:Error|Exception)?:/.test(line)) ?? lines.at(-1)!;
}

function textOfPage(page: string): string {
  const title = /<title[^<>]*>([^<]*)</i.exec(page)?.[1]?.trim();
  const text =
    title ?? page.replaceAll(/<(script|style)\b[^<>]*>[^<]*<\/\1>/gi, ' ').replaceAll(/<[^<>]*>/g, ' ');
  return text.replaceAll(/&(#?\w{2,4});/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole);
}

function oneLine(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest).trimEnd()}…` : line;
}
