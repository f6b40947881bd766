import { describe, expect, it } from 'vitest';
import { PendingChanges } from '../../../src/vscode/indexing/pendingChanges';

function take(...paths: string[]) {
  const pending = new PendingChanges();
  for (const path of paths) pending.add(path);
  return pending.take();
}

describe('PendingChanges', () => {
  it('returns each path once, and then nothing', () => {
    const pending = new PendingChanges();
    for (const path of ['a.ts', 'b/c.ts', 'a.ts']) pending.add(path);
    expect(pending.isEmpty).toBe(false);
    expect(pending.take()).toEqual({ paths: ['a.ts', 'b/c.ts'] });
    expect(pending.isEmpty).toBe(true);
    expect(pending.take()).toBeUndefined();
  });

  it('replaces an ignore file by its whole directory', () => {
    expect(take('src/.gitignore')).toEqual({ paths: ['src', 'src/.gitignore'] });
    expect(take('.semanticignore')).toBe('everything');
    expect(take('')).toBe('everything');
  });

  it('ignores changes inside a repository, except for its exclude file and its creation', () => {
    expect(take('.git/index.lock', '.git/refs/heads/main', 'lib/.git/HEAD', '.git')).toBeUndefined();
    expect(take('.git/info/exclude')).toBe('everything');
    expect(take('lib/.git/info/exclude')).toEqual({ paths: ['lib'] });
    expect(take('lib/.git')).toEqual({ paths: ['lib'] });
    expect(take('.github/workflows/ci.yml')).toEqual({ paths: ['.github/workflows/ci.yml'] });
  });

  it('becomes everything if there are too many paths', () => {
    expect(take(...Array.from({ length: 200 }, (_, i) => `f${i}`))).toMatchObject({ paths: { length: 200 } });
    expect(take(...Array.from({ length: 201 }, (_, i) => `f${i}`))).toBe('everything');
  });

  it('accepts changes back that were not indexed', () => {
    const pending = new PendingChanges();
    pending.add('a');
    const changes = pending.take()!;
    pending.add('b');
    pending.putBack(changes);
    expect(pending.take()).toEqual({ paths: ['b', 'a'] });
    pending.putBack('everything');
    pending.add('c');
    expect(pending.isEverything).toBe(true);
    expect(pending.take()).toBe('everything');
  });

  it('keeps a rebuild, which includes everything, until it is taken', () => {
    const pending = new PendingChanges();
    pending.add('a');
    pending.addRebuild();
    pending.addEverything();
    pending.putBack('everything');
    expect([pending.isRebuild, pending.isEverything]).toEqual([true, true]);
    expect(pending.take()).toBe('rebuild');
    expect([pending.isRebuild, pending.isEmpty]).toEqual([false, true]);
    pending.putBack('rebuild');
    expect(pending.take()).toBe('rebuild');
  });
});
