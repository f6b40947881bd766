import { describe, expect, it } from 'vitest';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { inspectFile } from '../../../src/engine/freshness/freshness';
import { readExcerpt } from '../../../src/engine/searching/excerpt';
import type { SearchRoot, SearchTools } from '../../../src/engine/searching/searchParts';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { grammars } from '../chunking/chunkFixture';
import { shardOf } from '../../support/memoryIndex';

const files = [{ path: 'app.log', language: 'log', chunks: [{ text: 'a line' }] }];

/** A folder whose only file is larger than the limit. */
function largeFolder(sizeBytes: number) {
  const asked: (number | undefined)[] = [];
  const source = {
    stat: () => Promise.resolve({ type: 'file', sizeBytes, mtimeMs: 1 }),
    readFile: (_: string, maxBytes?: number) => {
      asked.push(maxBytes);
      return Promise.resolve(
        Buffer.from('a line\n'.repeat(Math.min(sizeBytes, maxBytes ?? sizeBytes) / 7 + 1)),
      );
    },
  } as unknown as SearchRoot['source'];
  const store = { shards: [shardOf(files)], shardOf: () => 0 } as unknown as SearchRoot['store'];
  const root: SearchRoot = { folder: '/w', source, corpus: { maxFileSizeBytes: 1000 }, store };
  return { root, asked };
}

const tools = { chunker: createChunker(grammars), hash: contentHash } as unknown as SearchTools;

describe('a file that has grown beyond the size limit', () => {
  const record = shardOf(files).files[0]!;

  it('is stale, and not read completely', async () => {
    const { root, asked } = largeFolder(159_000_000);
    const state = await inspectFile(record, { ...root, ...tools });
    expect(state.stale).toBe(true);
    expect(await state.locate({ startLine: 1, endLine: 1, textHash: '' })).toBeUndefined();
    expect(asked).toEqual([1001]);
  });

  it('has no excerpt', async () => {
    const { root, asked } = largeFolder(159_000_000);
    expect(
      await readExcerpt(root, tools, { folder: '/w', path: 'app.log', line: 1, endLine: 2 }),
    ).toBeUndefined();
    expect(await readExcerpt(root, tools, { folder: '/w', path: 'app.log', line: 1 })).toBeUndefined();
    expect(asked).toEqual([1001, 1001]);
  });
});
