import { describe, expect, it } from 'vitest';
import { countIndex, filesWithoutVector } from '../../../src/engine/indexing/countIndex';
import { estimateIndexTokens } from '../../../src/engine/indexing/planSending';
import type { Shard, ShardFile } from '../../../src/engine/indexing/shard';
import { shardOf } from '../../support/memoryIndex';

const shardWith = (...files: readonly Partial<ShardFile>[]): Shard =>
  ({ ...shardOf([]), files: files.map((file) => ({ chunkCount: 0, sizeBytes: 0, ...file })) }) as Shard;

describe('the counts of an index', () => {
  const skip = { reason: 'generated' as const };
  const shards = [
    shardWith({ path: 'a', chunkCount: 2, sizeBytes: 100 }, { path: 'b', skip, sizeBytes: 1000 }),
    undefined,
    shardWith({ path: 'c', chunkCount: 3, sizeBytes: 11 }),
  ];

  it('exclude files that are skipped because of their content', () => {
    expect(countIndex({ shards })).toEqual({ files: 2, chunks: 5 });
    expect(countIndex({ shards })).toEqual({ files: 2, chunks: 5 });
    expect(countIndex({ shards: [undefined] })).toEqual({ files: 0, chunks: 0 });
  });

  it('give the tokens of a new index: one for three bytes, and six for the header of each chunk', () => {
    expect(estimateIndexTokens({ shards })).toBe(37 + 5 * 6);
  });

  it('name the files without a vector, by path', () => {
    const withoutVector = { chunks: 2, code: 'PROVIDER_REFUSED' as const, message: 'no', isDue: false };
    const some = [
      shardWith({ path: 'z', withoutVector }, { path: 'y' }),
      undefined,
      shardWith({ path: 'x', withoutVector }),
    ];
    const { isDue: _, ...shown } = withoutVector;
    expect(filesWithoutVector({ shards: some })).toEqual([
      { path: 'x', ...shown },
      { path: 'z', ...shown },
    ]);
  });
});
