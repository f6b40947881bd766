import type { Chunker } from '../chunking/chunker';
import type { Chunk } from '../chunking/chunk';
import type { ContentHash } from '../embedding/contentHash';
import { decodeAgain, decodeFile } from '../corpus/decodeFile';
import type { CorpusOptions } from '../corpus/corpusOptions';
import type { FileSource } from '../corpus/fileSource';
import { readWhole } from '../corpus/readWhole';
import type { FileRecord } from '../indexing/indexedFile';

/** A chunk as it was indexed. */
export interface StoredChunk {
  readonly startLine: number;
  readonly endLine: number;
  readonly textHash: string;
}

/** The current position of a chunk in its file. */
export interface FreshChunk {
  readonly startLine: number;
  readonly endLine: number;
  /** The whole file. */
  readonly fileText: string;
}

const linesOfChunks = new WeakMap<FreshChunk, readonly string[]>();

/** The lines of a chunk, computed once: its preview and its comparison with other results need them. */
export function linesOfChunk(chunk: FreshChunk): readonly string[] {
  let lines = linesOfChunks.get(chunk);
  if (!lines) {
    lines = linesOf(chunk.fileText, chunk.startLine, chunk.endLine);
    linesOfChunks.set(chunk, lines);
  }
  return lines;
}

const textsOfChunks = new WeakMap<FreshChunk, string>();

/** The lines of a chunk as one text, with a line feed between two of them; computed once. */
export function textOfChunk(chunk: FreshChunk): string {
  let text = textsOfChunks.get(chunk);
  if (text === undefined) {
    // Joined, not sliced from the file: reading a slice character by character takes several times as long.
    text = linesOfChunk(chunk).join('\n');
    textsOfChunks.set(chunk, text);
  }
  return text;
}

/** The current state of a file that is about to be shown. */
export interface FileState {
  /** The file was changed or deleted since it was indexed, and should be indexed again. */
  readonly stale: boolean;
  /** The whole file, if it is as it was indexed. */
  readonly text?: string | undefined;
  /** Finds a chunk in the current file; undefined if it is gone. */
  locate(chunk: StoredChunk): Promise<FreshChunk | undefined>;
}

const gone: FileState = { stale: true, locate: () => Promise.resolve(undefined) };

/**
 * Compares a file that is about to be shown with its indexed state, by content. A moved chunk is found by its text in
 * the file, which is chunked again; if the text occurs more than once, the occurrence nearest to the old position
 * counts. A file that is now too large to be indexed is not read: the queued update removes it from the index.
 *
 * @throws {CancelledError} from `locate`, when `signal` is aborted
 */
export async function inspectFile(
  record: FileRecord,
  parts: {
    readonly source: FileSource;
    readonly corpus: Pick<CorpusOptions, 'maxFileSizeBytes'>;
    readonly hash: ContentHash;
    readonly chunker: Chunker;
  },
  signal?: AbortSignal,
): Promise<FileState> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readWhole(parts.source, record.path, parts.corpus, record.language);
  } catch {
    // Deleted or unreadable: it cannot be opened in either case. The queued update finds out which.
  }
  if (!bytes) return gone;
  const isSame = parts.hash(bytes) === record.contentHash;
  const decoded = isSame ? decodeAgain(bytes, record.encoding) : decodeFile(bytes, record.encoding);
  if (!('text' in decoded)) return gone;
  const { text } = decoded;
  if (isSame) return unchanged(text);
  let chunks: Promise<readonly Chunk[]> | undefined;
  return {
    stale: true,
    locate: async (stored) => {
      chunks ??= Promise.resolve(
        parts.chunker.chunk({ path: record.path, language: record.language, text }, signal),
      ).then((file) => file.chunks);
      const same = (await chunks).filter((chunk) => parts.hash(chunk.text) === stored.textHash);
      const nearest = same.sort(
        (a, b) => Math.abs(a.startLine - stored.startLine) - Math.abs(b.startLine - stored.startLine),
      )[0];
      return nearest && { startLine: nearest.startLine, endLine: nearest.endLine, fileText: text };
    },
  };
}

/** A file as it was indexed: its chunks are where they were. */
function unchanged(text: string): FileState {
  const located = new Map<number, FreshChunk>();
  return {
    stale: false,
    text,
    locate: ({ startLine, endLine }) => {
      let chunk = located.get(startLine);
      if (chunk?.endLine !== endLine) {
        chunk = { startLine, endLine, fileText: text };
        located.set(startLine, chunk);
      }
      return Promise.resolve(chunk);
    },
  };
}

/**
 * Some lines of a text, with any line breaks; reads no more of the text than necessary.
 *
 * @param first 1-based
 * @param last 1-based, inclusive
 */
export function linesOf(text: string, first: number, last: number): string[] {
  // Fast path for files without `\r`, which are nearly all.
  if (!text.includes('\r')) return linesByFeed(text, first, last);
  const lines: string[] = [];
  const lineBreak = /\r\n|\r|\n/g;
  let start = 0;
  for (let line = 1; line <= last; line++) {
    const found = lineBreak.exec(text);
    if (line >= first) lines.push(text.slice(start, found?.index));
    if (!found) break;
    start = lineBreak.lastIndex;
  }
  return lines;
}

function linesByFeed(text: string, first: number, last: number): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let line = 1; line <= last; line++) {
    const end = text.indexOf('\n', start);
    if (line >= first) lines.push(text.slice(start, end < 0 ? undefined : end));
    if (end < 0) break;
    start = end + 1;
  }
  return lines;
}
