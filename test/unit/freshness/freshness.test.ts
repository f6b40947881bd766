import { describe, expect, it } from 'vitest';
import type { Chunker } from '../../../src/engine/chunking/chunker';
import { inspectFile, linesOf } from '../../../src/engine/freshness/freshness';
import type { FileRecord } from '../../../src/engine/indexing/indexedFile';
import { contentHash } from '../../../src/node/sha256ContentHash';

/** A chunk for each paragraph. */
const paragraphs: Chunker = {
  chunk: ({ text }) => {
    let line = 1;
    const chunks = text.split('\n\n').map((paragraph) => {
      const startLine = line;
      const endLine = startLine + paragraph.split('\n').length - 1;
      line = endLine + 2;
      return { startLine, endLine, text: paragraph, breadcrumb: [], symbols: [] };
    });
    return Promise.resolve({ method: 'text', chunks });
  },
  dispose: () => undefined,
};

const hashOf = (text: string): string => contentHash(Buffer.from(text));

/** A file that was indexed with one text and has another one now; undefined means that it is deleted. */
async function inspect(indexed: string, now: string | Uint8Array | undefined) {
  const record = { path: 'a.txt', language: 'plaintext', contentHash: hashOf(indexed) } as FileRecord;
  let chunkings = 0;
  const bytes = typeof now === 'string' ? Buffer.from(now) : now;
  const gone = (): Promise<never> => Promise.reject(Object.assign(new Error('gone'), { code: 'ENOENT' }));
  const state = await inspectFile(record, {
    source: {
      stat: () => (bytes ? Promise.resolve({ type: 'file', sizeBytes: bytes.length, mtimeMs: 1 }) : gone()),
      readFile: () => (bytes ? Promise.resolve(bytes) : gone()),
      readDirectory: gone,
      realPath: gone,
    },
    corpus: { maxFileSizeBytes: 1000 },
    hash: contentHash,
    chunker: {
      ...paragraphs,
      chunk: (file, signal) => {
        chunkings++;
        return paragraphs.chunk(file, signal);
      },
    },
  });
  const locate = (text: string, startLine: number, endLine = startLine) =>
    state.locate({ startLine, endLine, textHash: contentHash(text) });
  return { stale: state.stale, locate, chunkings: () => chunkings };
}

describe('a file that is about to be shown', () => {
  it('is fresh if its content is the same: its chunks are where they were', async () => {
    const text = 'one\n\ntwo';
    const { stale, locate, chunkings } = await inspect(text, text);
    expect(stale).toBe(false);
    expect(await locate('two', 3)).toEqual({ startLine: 3, endLine: 3, fileText: text });
    expect(chunkings()).toBe(0);
  });

  it('is stale if its content is another: a chunk is found where its text is now', async () => {
    const now = 'new\n\none\n\ntwo\nlines';
    const { stale, locate, chunkings } = await inspect('one\n\ntwo\nlines', now);
    expect(stale).toBe(true);
    expect(await locate('one', 1)).toEqual({ startLine: 3, endLine: 3, fileText: now });
    expect(await locate('two\nlines', 3, 4)).toEqual({ startLine: 5, endLine: 6, fileText: now });
    expect(await locate('three', 3)).toBeUndefined();
    expect(chunkings()).toBe(1);
  });

  it.each([
    ['before', 4, 3],
    ['in between', 6, 7],
    ['after', 30, 11],
  ])('finds the nearest of several such chunks, from a position %s', async (_, from, to) => {
    const now = ['new', 'same', 'x', 'same', 'y', 'same'].join('\n\n');
    const { locate } = await inspect('same', now);
    expect((await locate('same', from))?.startLine).toBe(to);
  });

  it.each([
    ['deleted', undefined],
    ['too large', 'x'.repeat(1001)],
    ['not text', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0)],
    ['mostly control characters around the text', '\u0001\u0002\u0003\u0004\n\none'],
  ])('is stale and has no chunks if it is %s', async (_, now) => {
    const { stale, locate } = await inspect('one', now);
    expect(stale).toBe(true);
    expect(await locate('one', 1)).toBeUndefined();
  });

  it('is read as long as it is not larger than the limit', async () => {
    const text = 'x'.repeat(1000);
    expect((await inspect(text, text)).stale).toBe(false);
  });
});

describe('the lines of a text', () => {
  it.each([
    ['\n', 'a\nb\nc\n'],
    ['\r\n', 'a\r\nb\r\nc\r\n'],
    ['\r', 'a\rb\rc\r'],
    ['all of them', 'a\r\nb\rc\n'],
  ])('are divided by %j', (_, text) => {
    expect(linesOf(text, 1, 1)).toEqual(['a']);
    expect(linesOf(text, 2, 3)).toEqual(['b', 'c']);
    expect(linesOf(text, 1, 3)).toEqual(['a', 'b', 'c']);
    // An editor shows an empty line after the last line break.
    expect(linesOf(text, 3, 9)).toEqual(['c', '']);
    expect(linesOf(text, 5, 9)).toEqual([]);
    expect(linesOf(text, 2, 1)).toEqual([]);
  });

  it.each(['\n', '\r\n'])('may be empty, with %j', (lineBreak) => {
    expect(linesOf(`a${lineBreak}${lineBreak}b`, 1, 3)).toEqual(['a', '', 'b']);
    expect(linesOf(`${lineBreak}a`, 1, 2)).toEqual(['', 'a']);
    expect(linesOf('', 1, 1)).toEqual(['']);
  });
});
