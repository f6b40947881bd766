import { bytesOf, parseClass } from './bracketExpression';

/**
 * Git's glob matching (its `wildmatch`, with `/` never matched by `*`, `?` or a class), in time linear in the text
 * for each star: a backtracking regular expression would let a hostile `.gitignore` block the indexer.
 *
 * Both pattern and text are strings of UTF-8 bytes, see {@link toByteString}: in git, `?` is one byte.
 */

const anyByte = -1;
const STAR = -2;

/** A byte code, {@link anyByte}, {@link STAR}, or a class as a table of 256 flags. */
type Token = number | Uint8Array;

type SegmentMatcher = (text: string) => boolean;

/** `**` between slashes: any number of whole segments, but at least `atLeast`. */
interface Globstar {
  readonly atLeast: 0 | 1;
}

const nonAscii = /[\u0080-\uffff]/;
const encoder = new TextEncoder();

/** Most bytes that one call converts to characters. */
const maxArguments = 8192;

/** The UTF-8 bytes of `text`, one character each. ASCII text is returned unchanged. */
export function toByteString(text: string): string {
  if (!nonAscii.test(text)) {
    return text;
  }
  const bytes = encoder.encode(text);
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += maxArguments) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + maxArguments)));
  }
  return parts.join('');
}

/** ASCII letters in lower case, everything else unchanged. */
export function foldCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Index of the first special character of `pattern`, or its length. */
export function literalPrefixLength(pattern: string): number {
  const index = pattern.search(/[*?[\\]/);
  return index < 0 ? pattern.length : index;
}

/**
 * Compiles a pattern without path separators. Undefined if it can match nothing (unclosed class, lone `\`).
 *
 * @param ignoreCase the texts to match come through {@link foldCase}
 */
export function compileSegment(pattern: string, ignoreCase = false): SegmentMatcher | undefined {
  const segments = tokenize(pattern, ignoreCase);
  return segments?.length === 1 ? segmentMatcher(segments[0]!.tokens) : undefined;
}

/** Compiles a pattern over `/`-separated paths; as {@link compileSegment}. */
export function compilePath(pattern: string, ignoreCase = false): ((path: string) => boolean) | undefined {
  const segments = tokenize(pattern, ignoreCase);
  if (segments === undefined) {
    return undefined;
  }
  const matchers = segments.map(
    ({ tokens, starRun, endsWithEscapedSlash }, index): SegmentMatcher | Globstar => {
      if (starRun < 2) {
        return segmentMatcher(tokens);
      }
      // Git tries "no directory at all" for `**/`, but neither for a trailing `**` nor for `**\/`.
      const isLast = index === segments.length - 1;
      return { atLeast: isLast || endsWithEscapedSlash ? 1 : 0 };
    },
  );
  return (path) => matchSegments(matchers, path.split('/'));
}

/** Every globstar is bounded by slashes, so trying the leftmost position for the following segments is enough. */
function matchSegments(matchers: readonly (SegmentMatcher | Globstar)[], texts: readonly string[]): boolean {
  let matcher = 0;
  let text = 0;
  let retryMatcher = -1;
  let retryText = 0;
  for (;;) {
    const current = matchers[matcher];
    if (current === undefined) {
      if (text === texts.length) {
        return true;
      }
    } else if (typeof current !== 'function') {
      text += current.atLeast;
      matcher++;
      retryMatcher = matcher;
      retryText = text;
      if (text > texts.length) {
        return false;
      }
      continue;
    } else if (text < texts.length && current(texts[text]!)) {
      matcher++;
      text++;
      continue;
    }
    if (retryMatcher < 0 || retryText >= texts.length) {
      return false;
    }
    retryText++;
    matcher = retryMatcher;
    text = retryText;
  }
}

function segmentMatcher(tokens: readonly Token[]): SegmentMatcher {
  const star = tokens.indexOf(STAR);
  const isSimple = tokens.every(
    (token, index) => typeof token === 'number' && (token >= 0 || index === star),
  );
  if (!isSimple) {
    return (text) => matchTokens(tokens, text);
  }
  if (star < 0) {
    const literal = toText(tokens);
    return (text) => text === literal;
  }
  const head = toText(tokens.slice(0, star));
  const tail = toText(tokens.slice(star + 1));
  const minLength = head.length + tail.length;
  return (text) => text.length >= minLength && text.startsWith(head) && text.endsWith(tail);
}

function toText(tokens: readonly Token[]): string {
  return tokens.map((token) => String.fromCharCode(token as number)).join('');
}

function matchTokens(tokens: readonly Token[], text: string): boolean {
  let token = 0;
  let position = 0;
  let retryToken = -1;
  let retryPosition = 0;
  for (;;) {
    const current = tokens[token];
    if (current === STAR) {
      token++;
      retryToken = token;
      retryPosition = position;
      continue;
    }
    if (current === undefined) {
      if (position === text.length) {
        return true;
      }
    } else if (position < text.length && accepts(current, text.charCodeAt(position))) {
      token++;
      position++;
      continue;
    }
    if (retryToken < 0 || retryPosition >= text.length) {
      return false;
    }
    retryPosition++;
    token = retryToken;
    position = retryPosition;
  }
}

function accepts(token: Token, byte: number): boolean {
  return typeof token === 'number' ? token === anyByte || token === byte : token[byte] === 1;
}

interface TokenizedSegment {
  readonly tokens: Token[];
  /** Number of stars if the segment consists only of stars, otherwise 0. */
  starRun: number;
  endsWithEscapedSlash: boolean;
}

function tokenize(pattern: string, ignoreCase: boolean): TokenizedSegment[] | undefined {
  const segments: TokenizedSegment[] = [];
  let segment: TokenizedSegment = { tokens: [], starRun: 0, endsWithEscapedSlash: false };
  for (let index = 0; index < pattern.length; index++) {
    let char = pattern[index]!;
    const isEscaped = char === '\\';
    if (isEscaped) {
      index++;
      if (index === pattern.length) {
        return undefined;
      }
      char = pattern[index]!;
    }
    if (char === '/') {
      segment.endsWithEscapedSlash = isEscaped;
      segments.push(segment);
      segment = { tokens: [], starRun: 0, endsWithEscapedSlash: false };
      continue;
    }
    if (char === '*' && !isEscaped) {
      if (segment.tokens.at(-1) !== STAR) {
        segment.tokens.push(STAR);
      }
      segment.starRun = segment.tokens.length === 1 ? segment.starRun + 1 : 0;
      continue;
    }
    segment.starRun = 0;
    if (char === '?' && !isEscaped) {
      segment.tokens.push(anyByte);
    } else if (char === '[' && !isEscaped) {
      const parsed = parseClass(pattern, index + 1, ignoreCase);
      if (parsed === undefined) {
        return undefined;
      }
      segment.tokens.push(bytesOf(parsed));
      index = parsed.end;
    } else {
      // In git an escaped capital letter is literal even if case is ignored: it then matches nothing.
      segment.tokens.push((ignoreCase && !isEscaped ? foldCase(char) : char).charCodeAt(0));
    }
  }
  segments.push(segment);
  return segments;
}
