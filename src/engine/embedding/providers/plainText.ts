/** Longer texts are cut. */
const longest = 500;

/** Of a page no more is looked at. */
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
 * A text that came from outside as one short line without control characters; of a page its title, where it has one, and of
 * a traceback of Python its last line, which names the error.
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
