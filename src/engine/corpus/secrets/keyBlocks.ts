import { message } from '../../../common/messages/message';
import { matchesOf } from './matchesOf';
import type { SecretSpan } from './secretSpan';
import { looksRandom } from './secretValue';

const border =
  /-{4,5} ?(?:(BEGIN)|END) (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)? ?-{4,5}|^(Private-Lines): \d{1,4}$/gm;

/** A header line above the key data, in PEM and OpenPGP. */
const header =
  /(?:\s|\\{1,2}[nr]){0,20}(?:Proc-Type|DEK-Info|Version|Comment|Charset|Hash|MessageID): ?[^\r\n\\"'`]{0,200}/y;

const maxHeaders = 8;

const base64Char = /[A-Za-z0-9+/=]/;
/** Characters around the lines of a key in a literal, a comment, a configuration file. */
const decoration = /[\s"'`,;.()\\|#*>]/;

/** No key in use is longer, in characters. */
const maxKeyLength = 20_000;
/** Least length of a line of a key, unless it is the last one. */
const minLine = 16;
/** Longer pieces between borders are always key data. */
const minSureLine = 40;
/** Line lengths that tools write: PEM, OpenSSH, MIME. */
const lineLengths: ReadonlySet<number> = new Set([64, 70, 76]);
const longLine = /\s{0,60}["'`]?[A-Za-z0-9+/]{64}/y;
/** This many such lines, without other text, count as the middle of a key. */
const minMiddleLines = 4;

const what = message('privateKey');

/** A run of base64. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * Private keys in PEM and OpenPGP blocks, also in literals and comments, and the parts of one that a chunk border
 * leaves: a beginning without an end, an end without a beginning, or lines of the middle alone.
 */
export function findKeyBlocks(text: string): SecretSpan[] {
  if (!text.includes('PRIVATE KEY') && !text.includes('Private-Lines')) {
    return findMiddle(text);
  }
  const spans: SecretSpan[] = [];
  let done = 0;
  for (const { 0: line, 1: begin, 2: privateLines, index } of matchesOf(text, border)) {
    const isBegin = begin !== undefined || privateLines !== undefined;
    const key = isBegin ? keyBehind(text, index + line.length) : keyBefore(text, index, done);
    if (key) {
      spans.push({ ...key, what });
    }
    done = Math.max(index + line.length, key?.end ?? 0);
  }
  return spans;
}

function keyBehind(text: string, from: number): Piece | undefined {
  let start = from;
  for (let headers = 0; headers < maxHeaders; headers++) {
    header.lastIndex = start;
    if (!header.test(text)) {
      break;
    }
    start = header.lastIndex;
  }
  const { pieces, end } = piecesOf(text, start, Math.min(text.length, start + maxKeyLength));
  let count = 0;
  while (count < pieces.length && isKeyLine(text, pieces[count]!, count > 0)) {
    count++;
  }
  // The last line and the checksum are short. Without a border after them they could be words.
  const isWhole = pieces.length - count <= 2 && (end === text.length || text.startsWith('----', end));
  const last = count > 0 ? pieces[isWhole ? pieces.length - 1 : count - 1] : undefined;
  return last && { start: pieces[0]!.start, end: last.end };
}

function keyBefore(text: string, to: number, limit: number): Piece | undefined {
  let from = to;
  while (from > Math.max(limit, to - maxKeyLength) && isPartOfBlock(text[from - 1]!)) {
    from--;
  }
  const { pieces } = piecesOf(text, from, to);
  // The last line and the checksum are short.
  const isLine = (index: number): boolean => index >= 0 && isKeyLine(text, pieces[index]!, index < bottom);
  let bottom = pieces.length - 1;
  while (bottom >= pieces.length - 2 && !isLine(bottom)) {
    bottom--;
  }
  let top = bottom + 1;
  while (isLine(top - 1)) {
    top--;
  }
  return top <= bottom ? { start: pieces[top]!.start, end: pieces.at(-1)!.end } : undefined;
}

/** A chunk that consists of lines of base64, with or without its header line. */
function findMiddle(text: string): SecretSpan[] {
  for (const start of [0, text.indexOf('\n') + 1]) {
    longLine.lastIndex = start;
    if (!longLine.test(text)) {
      continue;
    }
    const { pieces, end } = piecesOf(text, start, text.length);
    const lines = pieces.slice(1, -1);
    const length = lines[0] ? lines[0].end - lines[0].start : 0;
    if (
      end === text.length &&
      lines.length + 2 >= minMiddleLines &&
      lineLengths.has(length) &&
      lines.every((line) => line.end - line.start === length)
    ) {
      return [{ start: pieces[0]!.start, end: pieces.at(-1)!.end, what: message('privateKeyLines') }];
    }
  }
  return [];
}

/** The pieces of base64 up to the first character that is not allowed in a key block. */
function piecesOf(text: string, from: number, to: number): { pieces: Piece[]; end: number } {
  const pieces: Piece[] = [];
  let position = from;
  while (position < to) {
    const char = text[position]!;
    if (char === '\\' && /[nr]/.test(text[position + 1] ?? '')) {
      position += 2;
    } else if (decoration.test(char)) {
      position++;
    } else if (base64Char.test(char)) {
      const start = position;
      while (position < to && base64Char.test(text[position]!)) {
        position++;
      }
      // Comment markers and string concatenation are not base64: `//`, `+`.
      if (!/^[+/=]{1,3}$/.test(text.slice(start, Math.min(position, start + 4)))) {
        pieces.push({ start, end: position });
      }
    } else {
      break;
    }
  }
  return { pieces, end: position };
}

function isPartOfBlock(char: string): boolean {
  return base64Char.test(char) || decoration.test(char);
}

function isKeyLine(text: string, { start, end }: Piece, hasOthers: boolean): boolean {
  const length = end - start;
  return (
    length >= minSureLine ||
    (length >= minLine && (hasOthers || looksRandom(text.slice(start, end), minLine)))
  );
}
