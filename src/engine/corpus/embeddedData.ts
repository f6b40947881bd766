/** Replacement for data. Not a word, so it is not found. */
const mark = '…';

/** Shorter data is kept: users search for hashes and small keys. Characters. */
const minDataUri = 64;
const minBlob = 80;
/** No name is this long, whatever its characters. */
const minSureBlob = 200;

/** A data URI up to its data. The pattern is unambiguous, so it cannot backtrack. */
const dataUri = /data:(?:[\w.+-]+\/[\w.+-]+)?(?:;[\w.=+-]+)*,/g;
/** The data of a data URI: neither white space nor characters that close a string, an address or a tag. */
const dataOfUri = /[^\s"'`)<>\\]*/y;
/** In quotes, the data of an image in XML may contain spaces, brackets and other quotes. */
const quotedXml: Readonly<Record<string, RegExp>> = {
  '"': /(?=<|%3c)(?:[^"\\\r\n]|\\.)*/iy,
  "'": /(?=<|%3c)(?:[^'\\\r\n]|\\.)*/iy,
};

/** Base64, also URL-safe and with the escaped line breaks of JSON, and hexadecimal digits. */
const blob = /(?:[A-Za-z0-9+/_-]|\\[nr]){80,}={0,2}/g;

/**
 * Data in a line that is not base64. The patterns are unambiguous, and begin only where a number or an escape sequence does,
 * so that any text takes linear time.
 */
const otherRuns = [
  // Bytes as escape sequences: "\x7f\x45", "\177\105"
  /(?:\\x[0-9a-fA-F]{2}|\\[0-3][0-7]{2}){12,}/g,
  // Numbers in a list
  /(?<![\w.])(?:-?(?:0x[0-9a-fA-F]+|\d+(?:\.\d+)?(?:e[-+]?\d+)?)[,;()[\]{} \t]+){100,}/g,
  // The outline of an icon in SVG or JSX, and the table of a source map
  /(?<=\s(?:d|points)=\{?["'`])[MmLlHhVvCcSsQqTtAaZz\d \t,.+e-]{120,}(?=["'`])/g,
  /(?<="mappings"\s?:\s?")[A-Za-z0-9+/,;]{80,}/g,
];
const mayHoldOtherRun =
  /\\x[0-9a-fA-F]{2}\\x|\\[0-3][0-7]{2}\\[0-3]|(?<![\w.])(?:\d[\w.]*[,;()[\]{} \t]+-?){8}|\s(?:d|points)=\{?["'`]|"mappings"/;

/** Lines of one block of data, without the quotes and punctuation around each. */
const blockLine = /^[\s"'`+,;:()[\]>|#/*-]*([A-Za-z0-9+/_-]{40,128}={0,2})[\s"'`+,;()\\n\]]*$/;
const minBlockLines = 4;
/** A line that contains nothing but the mark. */
const markLine = /^[\s"'`+,;:()[\]]*…[\s"'`+,;()\\n\]]*$/;

const armorStart = /-----BEGIN [A-Z0-9 ]+-----/;
const armorEnd = /-----END [A-Z0-9 ]+-----/;
/** Lines of an armored block in source code: base64 in any quotes, headers such as `Version: 1`. */
const armorLine = /^[\s"'`+,;#/*>|-]*(?:[A-Za-z0-9+/=]*|[A-Za-z-]+: .*)[\s"'`+,;\\nr]*$/;
const maxArmorLines = 400;

/** Bytes written as a list, such as an image in C source, and a line of a hexadecimal dump. */
const byteLine =
  /^\s*(?:(?:0x[0-9a-fA-F]{1,2}|\d{1,3})\s*,\s*){8,}(?:0x[0-9a-fA-F]{1,2}|\d{1,3})?[\s,\]};)]*$|^[0-9a-fA-F]{4,8}:?\s+(?:[0-9a-fA-F]{2,4}\s+){8}/;
const minByteLines = 64;

const runLength = 40;
/** A digit and letters of both cases, or hexadecimal digits. Names and paths seldom have all three. */
const mayBeData = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])|^(?=.*\d)[0-9a-fA-F]+$/;

const mayHoldBytes =
  /(?:(?:0x[0-9a-fA-F]{1,2}|\d{1,3}), ?){8}|^[0-9a-fA-F]{4,8}:?[ \t]+(?:[0-9a-fA-F]{2,4}[ \t]+){8}/m;
/** Most files contain no such blocks, and need not be split into lines. */
const mayHoldBlock =
  /-----BEGIN |[A-Za-z0-9+/_-]{40,128}={0,2}[\s"'`+,;()\\n\]]{0,8}$|(?:(?:0x[0-9a-fA-F]{1,2}|\d{1,3}),\s*){8}|^[0-9a-fA-F]{4,8}:?[ \t]+(?:[0-9a-fA-F]{2,4}[ \t]+){8}/m;

/**
 * Replaces data that is not readable with a short mark: data URIs, armored blocks (PEM, PGP), long runs of base64 and
 * of hexadecimal digits. The lines are the same, so line numbers remain valid.
 */
export function withoutEmbeddedData(text: string): string {
  const inUris = text.includes('data:') ? cutDataUris(text) : text;
  const others = mayHoldOtherRun.test(inUris)
    ? otherRuns.reduce((rest, run) => rest.replace(run, mark), inUris)
    : inUris;
  if (others === inUris && !hasRun(others)) return others;
  const inRuns = others.replace(blob, (run) => (isData(run) ? mark : run));
  return inRuns !== text || mayHoldBlock.test(inRuns) ? cutBlocks(inRuns) : inRuns;
}

/**
 * Whether a text has 40 characters of base64 in a row, or bytes in a list. Checks only every fortieth character if
 * possible.
 */
function hasRun(text: string): boolean {
  for (let at = runLength - 1; at < text.length; at += runLength) {
    if (!isOfRun(text.charCodeAt(at))) continue;
    let start = at;
    while (start > 0 && at - start < runLength && isOfRun(text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (end - start < runLength && end < text.length && isOfRun(text.charCodeAt(end))) end++;
    if (end - start >= runLength && mayBeData.test(text.slice(start, end))) return true;
  }
  return mayHoldBytes.test(text);
}

function isOfRun(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 47 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    code === 43 ||
    code === 45 ||
    code === 95
  );
}

function cutDataUris(text: string): string {
  let cut = '';
  let from = 0;
  dataUri.lastIndex = 0;
  for (let found = dataUri.exec(text); found; found = dataUri.exec(text)) {
    const end = endOfUri(text, found.index, dataUri.lastIndex);
    if (end - dataUri.lastIndex >= minDataUri) {
      cut += text.slice(from, dataUri.lastIndex).replace(/;base64,$/, ',') + mark;
      from = end;
    }
    dataUri.lastIndex = end;
  }
  return from === 0 ? text : cut + text.slice(from);
}

/** End of the data of a URI, which may be in quotes. */
function endOfUri(text: string, start: number, data: number): number {
  for (const form of [quotedXml[text.charAt(start - 1)], dataOfUri]) {
    if (!form) continue;
    form.lastIndex = data;
    if (form.test(text)) return form.lastIndex;
  }
  return data;
}

/** Whether a long run of letters and digits is data, and not a name, a path or a line of dashes. */
function isData(run: string): boolean {
  if (run.length < minBlob) return false;
  if (/^[0-9a-fA-F]+$/.test(run)) return /\d/.test(run);
  if (run.length >= minSureBlob) return new Set(run).size >= 8 && isMixed(run, 0.04);
  return isMixed(run, 0.2);
}

/** Whether letters of both cases, and digits, have at least this share; in a name or a path nearly all are lower-case. */
function isMixed(run: string, share: number): boolean {
  let upper = 0;
  let lower = 0;
  let digits = 0;
  for (let i = 0; i < run.length; i++) {
    const code = run.charCodeAt(i);
    if (code >= 65 && code <= 90) upper++;
    else if (code >= 97 && code <= 122) lower++;
    else if (code >= 48 && code <= 57) digits++;
  }
  const { length } = run;
  return upper > length * share && lower > length * share && digits > length * Math.min(share, 0.04);
}

function cutBlocks(text: string): string {
  const parts = text.split(/(\r\n|\r|\n)/);
  let isCut = false;
  for (let i = 0; i < parts.length; i += 2) {
    const end = endOfBlock(parts, i);
    if (end === undefined) continue;
    isCut = true;
    for (let line = i; line < end; line += 2) parts[line] = line === i ? mark : '';
    i = end - 2;
  }
  return isCut ? parts.join('') : text;
}

/** End of the block of data that begins at a line; undefined if none does. Every other part is a line break. */
function endOfBlock(parts: readonly string[], start: number): number | undefined {
  const before = start >= 2 ? parts[start - 2]! : '';
  if (armorStart.test(before) && !armorEnd.test(before)) return endOfArmor(parts, start);
  if (parts[start]!.length < 40 && !markLine.test(parts[start]!)) return undefined;
  let end = start;
  while (end < parts.length && isDataLine(parts[end]!)) end += 2;
  // The last line is shorter than the others.
  if ((end - start) / 2 >= minBlockLines) {
    return !markLine.test(parts[start]!) &&
      end < parts.length &&
      /^[\s"'`]*[A-Za-z0-9+/]{2,}={0,2}[\s"'`,;)]*$/.test(parts[end]!)
      ? end + 2
      : end;
  }
  end = start;
  while (end < parts.length && byteLine.test(parts[end]!)) end += 2;
  return (end - start) / 2 >= minByteLines ? end : undefined;
}

function endOfArmor(parts: readonly string[], start: number): number | undefined {
  for (let end = start; end < parts.length && end - start < maxArmorLines * 2; end += 2) {
    if (armorEnd.test(parts[end]!)) return end > start ? end : undefined;
    if (!armorLine.test(parts[end]!)) return undefined;
  }
  return undefined;
}

function isDataLine(line: string): boolean {
  if (line.length > 160) return false;
  if (markLine.test(line)) return true;
  const run = blockLine.exec(line)?.[1];
  return run !== undefined && (/^[0-9a-fA-F]+$/.test(run) ? /\d/.test(run) : isMixed(run, 0.1));
}
