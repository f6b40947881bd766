import { describe, expect, it } from 'vitest';
import { allowedFiles } from '../../../src/engine/retrieval/filter';
import { FilterCache } from '../../../src/engine/retrieval/filterCache';
import { shardOf } from '../../support/memoryIndex';

const shard = shardOf([
  { path: 'src/a.ts', chunks: [{ text: 'one' }] },
  { path: 'docs/b.md', chunks: [{ text: 'two' }] },
]);

describe('FilterCache', () => {
  it('returns the same predicate for equal filters, and others for others', () => {
    const cache = new FilterCache(['/w']);
    const first = cache.compile([{ paths: ['src'] }, {}]);
    expect(cache.compile([{ paths: ['src'] }, {}])).toBe(first);
    expect(cache.compile([{ paths: ['docs'] }, {}])).not.toBe(first);
    expect(cache.compile([{}, {}])).toBeUndefined();
  });

  it('keeps a few: one that was dropped is compiled again', () => {
    const cache = new FilterCache(['/w']);
    const first = cache.compile([{ paths: ['src'] }]);
    for (let i = 0; i < 8; i++) cache.compile([{ paths: [`other${i}`] }]);
    const again = cache.compile([{ paths: ['src'] }])!;
    expect(again).not.toBe(first);
    expect(allowedFiles([shard], again, () => '/w').map((files) => [...files])).toEqual([[0, 1]]);
  });
});

describe('allowedFiles', () => {
  it('calls a predicate once for each file of a shard', () => {
    const asked: string[] = [];
    const accepts = ({ path }: { path: string }): boolean => {
      asked.push(path);
      return path.endsWith('.md');
    };
    const first = allowedFiles([shard], accepts, () => '/w');
    expect(allowedFiles([shard], accepts, () => '/w')).toEqual(first);
    expect(asked).toEqual(['docs/b.md', 'src/a.ts']);
    // A shard that an update has replaced is another one.
    const changed = shardOf([{ path: 'c.md', chunks: [{ text: 'three' }] }]);
    expect(allowedFiles([changed], accepts, () => '/w').map((files) => [...files])).toEqual([[1]]);
  });
});
