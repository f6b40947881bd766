import { createReadStream } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { messageOf, SemanticSearchError, throwIfCancelled } from '../common/errors/errors';

/** One line of a queries file. */
export interface QueryLine {
  readonly id?: string | number;
  readonly query: string;
}

/**
 * Reads queries, one JSON object per line, in UTF-8, or in UTF-16 with a byte order mark; blank lines are skipped.
 *
 * @param file a path, or `-` for standard input
 * @param signal ends the reading, also while it waits for more of standard input
 * @throws CancelledError; SemanticSearchError USAGE if a line is invalid, which the message names, or the file cannot be
 *   read
 */
export async function* readQueries(file: string, signal: AbortSignal): AsyncGenerator<QueryLine> {
  const input: AsyncIterable<Buffer> = addAbortSignal(
    signal,
    file === '-' ? process.stdin : createReadStream(file),
  );
  let number = 0;
  try {
    for await (const line of linesOf(input)) {
      number++;
      const text = decode(line, number);
      if (text.trim() !== '') yield parseLine(text, number);
    }
  } catch (error) {
    throwIfCancelled(signal);
    if (error instanceof SemanticSearchError) throw error;
    throw new SemanticSearchError('USAGE', `${file} cannot be read: ${messageOf(error)}`, 'Check the path.', {
      cause: error,
    });
  }
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

interface EncodedLine {
  readonly bytes: Buffer;
  readonly encoding: Encoding;
}

/** Lines as bytes, without line feeds and without the byte order mark of the first line. */
async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<EncodedLine> {
  let rest = Buffer.alloc(0);
  let encoding: Encoding | undefined;
  for await (const chunk of input) {
    rest = Buffer.concat([rest, chunk]);
    if (!encoding) {
      if (rest.length < 3) continue;
      [encoding, rest] = withoutMark(rest);
    }
    const lineFeed = lineFeeds[encoding];
    let start = 0;
    for (;;) {
      const end = indexOfUnit(rest, lineFeed, start);
      if (end < 0) break;
      yield { bytes: rest.subarray(start, end), encoding };
      start = end + lineFeed.length;
    }
    rest = rest.subarray(start);
  }
  if (!encoding) [encoding, rest] = withoutMark(rest);
  if (rest.length > 0) yield { bytes: rest, encoding };
}

const lineFeeds: Readonly<Record<Encoding, Buffer>> = {
  'utf-8': Buffer.from([10]),
  'utf-16le': Buffer.from([10, 0]),
  'utf-16be': Buffer.from([0, 10]),
};

function withoutMark(bytes: Buffer<ArrayBuffer>): [Encoding, Buffer<ArrayBuffer>] {
  const startsWith = (...mark: number[]): boolean => mark.every((byte, index) => bytes[index] === byte);
  if (startsWith(0xff, 0xfe)) return ['utf-16le', bytes.subarray(2)];
  if (startsWith(0xfe, 0xff)) return ['utf-16be', bytes.subarray(2)];
  return ['utf-8', startsWith(0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes];
}

/** Position of a character in text of fixed-size code units, or -1. */
function indexOfUnit(bytes: Buffer, unit: Buffer, from: number): number {
  let at = bytes.indexOf(unit, from);
  while (at >= 0 && at % unit.length !== 0) at = bytes.indexOf(unit, at + 1);
  return at;
}

function decode({ bytes, encoding }: EncodedLine, number: number): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SemanticSearchError(
      'USAGE',
      `Line ${number} of the queries is not text in ${encoding.toUpperCase()}.`,
      'Save the file in UTF-8.',
    );
  }
}

function parseLine(line: string, number: number): QueryLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'string') {
    const id =
      'id' in value && (typeof value.id === 'string' || typeof value.id === 'number') ? value.id : undefined;
    return { ...(id !== undefined && { id }), query: value.query };
  }
  throw new SemanticSearchError(
    'USAGE',
    `Line ${number} of the queries is not of the form {"id"?, "query"}.`,
    'Write one JSON object a line, in UTF-8.',
  );
}
