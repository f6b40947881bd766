import { describe, expect, it } from 'vitest';
import { PathSet } from '../../../src/engine/corpus/pathSet';
import type { CorpusFile } from '../../../src/engine/corpus/corpusFile';
import { missingFiles } from '../../../src/engine/indexing/missingFiles';
import type { Shard, ShardFile } from '../../../src/engine/indexing/shard';
import { shardOf } from '../../support/memoryIndex';

const shardWith = (...files: readonly Partial<ShardFile>[]): Shard =>
  ({ ...shardOf([]), files: files.map((file) => ({ chunkCount: 0, sizeBytes: 0, ...file })) }) as Shard;

describe('the files that are missing', () => {
  // In the order of paths: `-` and `.` come before `/`, `0` after it.
  const indexed = ['a-b.ts', 'a.ts', 'a/1.ts', 'a/b/2.ts', 'a0.ts', 'c.ts'];
  const shards = [undefined, shardWith(...indexed.map((path) => ({ path })))];
  const missing = (found: readonly string[], skipped: readonly string[] = [], part?: readonly string[]) =>
    missingFiles(
      { shards },
      new Map(found.map((path) => [path, {} as CorpusFile])),
      skipped.map((path) => ({
        path: path.replace('!', ''),
        reason: path.endsWith('!') ? 'ignored' : 'unreadable',
      })),
      part && new PathSet(part),
    );

  it.each<[string, string[], string[], string[] | undefined, string[]]>([
    ['none that was found', indexed, [], undefined, []],
    ['each that was not found', ['a.ts', 'c.ts'], [], undefined, ['a-b.ts', 'a/1.ts', 'a/b/2.ts', 'a0.ts']],
    ['none that cannot be read', ['a.ts', 'a-b.ts'], ['a/', 'a0.ts', 'c.ts'], undefined, []],
    [
      'one that is ignored now',
      ['a.ts', 'a-b.ts', 'a0.ts', 'c.ts'],
      ['a/!'],
      undefined,
      ['a/1.ts', 'a/b/2.ts'],
    ],
    ['in a part of the folder, only those in it', [], [], ['a'], ['a/1.ts', 'a/b/2.ts']],
    ['in a file', [], [], ['a.ts'], ['a.ts']],
    ['in a file, found', ['a.ts'], [], ['a.ts'], []],
    ['in what is not indexed', [], [], ['b', 'z', 'a.t'], []],
    ['in the whole folder as a part', ['a.ts'], [], [''], indexed.filter((path) => path !== 'a.ts')],
    ['in several parts', [], [], ['c.ts', 'a/b'], ['a/b/2.ts', 'c.ts']],
  ])('%s', (_, found, skipped, part, expected) => {
    expect(missing(found, skipped, part).toSorted()).toEqual(expected.toSorted());
  });
});
