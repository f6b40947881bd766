import { lineAfter, lineBefore, lineBelow, type LineSpan } from './lineForms';

/** A path in a text, as written. */
export interface PathMention extends Partial<LineSpan> {
  /** Without `.`, `..`, drive and host; the name is last. */
  readonly segments: readonly string[];
  /** Begins at the root of a disk or a host. */
  readonly isAbsolute: boolean;
  /** Position in the text, including its line; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

/**
 * Characters of a path: all except spaces, quotes, slashes and characters that begin a line number. Folders in
 * brackets, as routers of web frameworks have them (`(shop)/[id]/page.tsx`), are included if a slash or a dot
 * follows.
 */
const segment = /(?:[^\s"'`<>|*?:;,()[\]{}\\/#=&!^]|\[[.\w-]+\](?=[./\\])|\((?!\d)[\w.-]+\)(?=[/\\]))/.source;
/** Written so that each text has one way to match: a row of slashes would otherwise be divided in all possible ways. */
const pathPattern = new RegExp(String.raw`(?:(?<![/\\])[/\\]+)?${segment}+(?:[/\\]+${segment}+)*`, 'gu');

/** Stack frames of the JVM give only the file name; the class before it gives the folder. */
const jvmFile = /\.(?:java|kt|kts|scala|groovy)$/;
const jvmMember = /(?:^|[\s/])((?:[\p{L}_$][\p{L}\p{N}_$]*\.){2,}[\p{L}\p{N}_$<>]+)\($/u;

/** With a folder or an extension. */
const looksLikePath = /[/\\]|\.\w+$/;

/** Modules inside a runtime, not files: `node:internal/modules/cjs/loader.js`. */
const runtimeScheme = /(?:^|[^\w-])(?:node|internal|native|ext|deno|bun|wasm):$/;

/** Lines that are written like a part of the name: `cart.py-12-` of grep, `cart.c$12` of Phabricator, `cart.py文件第12行`. */
const lineInName =
  /^(.*\.[A-Za-z]\w*)(?:-(\d+)-[^./\\]*|\$(\d+)(?:-\d+)?|(?:文件)?(?:的|中|里)?第(\d+)行.*)$/;

/** Longest text below a path that is searched for a line. */
const maxBelow = 400;

/** Paths in a text, in order. Some may not be files: only an index can decide. */
export function findPathMentions(text: string): PathMention[] {
  const mentions: PathMention[] = [];
  const matches = [...text.matchAll(pathPattern)];
  for (const [i, match] of matches.entries()) {
    const [, name, ofGrep, ofHost, ofSentence] = lineInName.exec(match[0]) ?? [];
    const written = name ?? match[0].replace(/\.+$/, '');
    const { index: start } = match;
    const before = text.slice(Math.max(0, start - 200), start);
    if (runtimeScheme.test(before)) continue;
    const own = segmentsOf(written);
    if (own.length === 0) continue;
    const segments = own.length === 1 ? [...packageBefore(before, own[0]!), ...own] : own;
    const after =
      name === undefined
        ? lineAfter(text, start + written.length)
        : { line: Number(ofGrep ?? ofHost ?? ofSentence), endLine: undefined, end: start + match[0].length };
    const lines = after ?? lineBefore(before) ?? lineBelow(textBelow(text, matches, i));
    mentions.push({
      ...(lines && { line: lines.line, endLine: lines.endLine }),
      segments: /\bpackage:$/.test(before) ? ['lib', ...segments.slice(1)] : segments,
      isAbsolute: /^[/\\~]/.test(written) || /[A-Za-z]:$/.test(before),
      start,
      end: after?.end ?? start + written.length,
    });
  }
  return mentions;
}

/** The text between a path and the next one; empty for a word that is no path. */
function textBelow(text: string, matches: readonly RegExpExecArray[], at: number): string {
  const { 0: path, index } = matches[at]!;
  if (!looksLikePath.test(path)) return '';
  const start = index + path.length;
  let next = at + 1;
  while (next < matches.length && !looksLikePath.test(matches[next]![0])) next++;
  return text.slice(start, Math.min(matches[next]?.index ?? text.length, start + maxBelow));
}

/** Most words that a stack frame, a diff or a linter puts beside a path. */
const wordsOfFrame = 3;

/** Whether a text is a path with hardly anything else. */
export function isPathAlone(text: string): boolean {
  if (text.length <= longestCode && (pathAsValue.test(text) || isInCode(text))) return false;
  const rest = text.replace(pathPattern, (path) => (looksLikePath.test(path) ? ' ' : path));
  return (rest.match(/\p{L}[\p{L}\p{N}_]*/gu)?.length ?? 0) < wordsOfFrame;
}

/** A path without a line after a key: `key: path`, `"key": "path",`, `name = path`. */
const pathAsValue = /^[-\s]*["']?[\w.-]+["']?\s*(?::\s|=\s?)\s*["']?[^\s"':=]+\.\w+["']?,?\s*$/;

/** A path in quotes that is assigned or joined, or an argument or an item of a list. */
const assignedPath = /[\w)\]]\s*(?:[-+:?|&.]?=|=>|\+|\/|<<)\s*[a-zA-Z$@]?(["'`])[^"'`\s]*\.\w+\1/;
const listedPath =
  /(?:[\w\])]\s?\(|\[)(?:[^()[\]{}]{0,200}[\s,([{:])?[a-zA-Z$@]?(["'`])[^"'`\s]{0,200}\.\w+\1\s*[,)\]];?/;

/** A longer text is a trace or a log. */
const longestCode = 1000;

/** Whether a text is code that mentions a file by its path. */
export function isInCode(text: string): boolean {
  if (text.length > longestCode) return false;
  return assignedPath.test(text) || listedPath.test(text);
}

/** The segments of a path with slashes of either kind; `..` removes the folder before it. */
export function segmentsOf(path: string): string[] {
  const segments: string[] = [];
  for (const part of decoded(path).split(/[/\\]+/)) {
    if (part === '..') segments.pop();
    else if (part !== '' && part !== '.' && part !== '~') segments.push(part);
  }
  return segments;
}

function decoded(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** `com.shop.cart.Cart.add(` before `Cart.java` → com, shop, cart. */
function packageBefore(before: string, name: string): string[] {
  const member = jvmFile.test(name) && jvmMember.exec(before)?.[1];
  if (!member) return [];
  const parts = member.split('.');
  const type = parts.findIndex((part) => /^\p{Lu}/u.test(part));
  return parts.slice(0, type < 0 ? -2 : type);
}
