import { describe, expect, it } from 'vitest';
import { SkippedDirectories } from '../../../src/vscode/indexing/skippedDirectories';

describe('SkippedDirectories', () => {
  const skipped = new SkippedDirectories([
    { path: 'dist' },
    { path: 'packages/a/build' },
    { path: 'target', decidedBy: 'CACHEDIR.TAG' },
    { path: 'tree', decidedBy: '.git' },
  ]);

  it('contain the paths below them, at any depth', () => {
    expect(
      ['dist/a.js', 'dist/deep/b.js', 'packages/a/build/c.js'].map((path) => skipped.contain(path)),
    ).toEqual([true, true, true]);
  });

  it('contain neither their siblings nor themselves', () => {
    for (const path of ['dist', 'distance/a.js', 'src/dist/a.js', 'packages/a/b.js', 'a.js']) {
      expect(skipped.contain(path), path).toBe(false);
    }
  });

  it('do not contain the file because of which they were skipped', () => {
    for (const path of ['target/CACHEDIR.TAG', 'tree/.git']) expect(skipped.contain(path), path).toBe(false);
    for (const path of ['target/a/CACHEDIR.TAG', 'target/0.shard', 'tree/a.js', 'tree/a/.git'])
      expect(skipped.contain(path), path).toBe(true);
  });

  it('do not include repositories, whose exclude file affects what is indexed', () => {
    const git = new SkippedDirectories([{ path: '.git' }, { path: 'lib/.git' }]);
    expect(git.contain('.git/info/exclude')).toBe(false);
    expect(git.contain('lib/.git/info/exclude')).toBe(false);
  });
});
