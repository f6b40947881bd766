import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { message, type Text } from '../../../src/common/messages/message';
import type { IndexReport, PathReason } from '../../../src/common/contracts/indexReport';
import { countReasons, summarizeRun } from '../../../src/engine/indexing/summarizeRun';

const report = (skipped: PathReason[]): IndexReport => ({
  ...{ files: 1, chunks: 2, embedded: 0, reused: 2, removed: 0, requests: 0, tookMs: 7, unreadable: 1 },
  withoutVector: [{ path: 'b.ts', chunks: 1, code: 'PROVIDER_KEY', message: 'no' }],
  skipped,
  failed: [{ path: 'a.ts', reason: 'it broke' }],
  provisional: [{ path: 'c.ts', reason: 'the grammar cannot be loaded' }],
});

describe('the summary of a run', () => {
  it('contains counts, and skipped directories with the file that decided', () => {
    const summary = summarizeRun(
      report([
        { path: 'packages/a/build/', reason: 'excluded', detail: '**/build' },
        { path: 'dist/', reason: 'ignored', detail: '.gitignore:1' },
        { path: 'target/', reason: 'excluded', detail: message('markedBy', 'CACHEDIR.TAG') },
        { path: 'locked/', reason: 'unreadable' },
        { path: 'big.bin', reason: 'binary' },
      ]),
    );
    expect(summary).toMatchObject({
      ...{ files: 1, chunks: 2, failed: 1, unreadable: 1 },
      skipped: 4,
      skippedBy: { excluded: 2, ignored: 1, binary: 1 },
      withoutVector: 1,
      provisional: 1,
      skippedDirectories: [
        { path: 'dist' },
        { path: 'target', decidedBy: 'CACHEDIR.TAG' },
        { path: 'packages/a/build' },
      ],
    });
  });

  const namedOf = (skipped: PathReason[]) => summarizeRun(report(skipped)).skippedDirectories;
  const ignored = (path: string, detail?: Text): PathReason => ({
    ...{ path, reason: 'ignored' },
    ...(detail !== undefined && { detail }),
  });

  it('names directories that are equally near by path, each with the file that decided', () => {
    expect(
      namedOf([
        ignored('lib/z/', '.gitignore:1'),
        ignored('tree/', message('sameRepositoryWorktree')),
        ignored('cache/', message('markedBy', 'CACHEDIR.TAG')),
        ignored('lib/a/'),
        ignored('file.ts'),
        { path: 'locked/', reason: 'unreadable' },
        { path: 'other/', reason: 'link' },
      ]),
    ).toEqual([
      { path: 'cache', decidedBy: 'CACHEDIR.TAG' },
      { path: 'tree', decidedBy: '.git' },
      { path: 'lib/a' },
      { path: 'lib/z' },
    ]);
  });

  it('names at most a thousand directories, and paths of 65,536 characters together', () => {
    const paths = (count: number, length: number): PathReason[] =>
      Array.from({ length: count }, (_, i) => ignored(`${String(i).padStart(length, '0')}/`));
    expect(namedOf(paths(1001, 4))).toHaveLength(1000);
    expect(namedOf(paths(64, 1024))).toHaveLength(64);
    expect(namedOf(paths(65, 1024))).toHaveLength(64);
  });

  it.each([
    ['many directories', 200_000, 'packages/package-'],
    ['long paths', 20_000, `${'long/'.repeat(800)}package-`],
  ])('is small for %s, and names those nearest to the folder', (_, count, prefix) => {
    const skipped = Array.from({ length: count }, (_unused, i) => ({
      path: `${prefix}${i}/node_modules/`,
      reason: 'ignored',
    }));
    const summary = summarizeRun(report([...skipped, { path: 'near/', reason: 'ignored' }]));
    expect(summary.skippedDirectories[0]).toEqual({ path: 'near' });
    expect(serialize(summary).byteLength).toBeLessThan(100_000);
  });
});

describe('reasons', () => {
  it('are counted', () => {
    const reasons = ['ignored', 'binary', 'ignored'].map((reason) => ({ path: 'x', reason }));
    expect(countReasons(reasons)).toEqual({ ignored: 2, binary: 1 });
  });
});
