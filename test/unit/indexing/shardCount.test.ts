import { describe, expect, it } from 'vitest';
import { isShardCount, shardCountFor } from '../../../src/engine/indexing/shardCount';

describe('the number of shards', () => {
  it.each([
    [0, 64],
    [16_384, 64],
    [16_385, 128],
    [32_769, 256],
    [5_000_000, 256],
  ])('of %i files is %i', (files, shards) => {
    expect(shardCountFor(files)).toBe(shards);
    expect(isShardCount(shards)).toBe(true);
  });

  it.each([undefined, '64', 0, 32, 63, 100, 512, 64.5])('is never %j', (value) => {
    expect(isShardCount(value)).toBe(false);
  });
});
