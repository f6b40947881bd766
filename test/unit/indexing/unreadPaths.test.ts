import { describe, expect, it } from 'vitest';
import { PathSet } from '../../../src/engine/corpus/pathSet';
import { noUnread, unreadOf, updateUnread } from '../../../src/engine/indexing/unreadPaths';

const paths = (...all: readonly string[]) => all.map((path) => ({ path, reason: 'r' }));

describe('unread paths', () => {
  it('are listed by path up to a thousand, and all are counted', () => {
    const many = Array.from({ length: 1200 }, (_, i) => `f${String(1200 - i).padStart(4, '0')}`);
    const unread = unreadOf(paths(...many));
    expect(unread.count).toBe(1200);
    expect(unread.paths).toHaveLength(1000);
    expect(unread.paths[0]?.path).toBe('f0001');
    expect(unreadOf([])).toEqual(noUnread);
  });

  it.each([
    ['replaced in the part that was read', ['a/1', 'b'], ['a'], ['a/2'], ['a/2', 'b']],
    ['gone from a directory that can be read now', ['a/', 'b'], ['a'], [], ['b']],
    ['kept elsewhere', ['b', 'c'], ['a'], [], ['b', 'c']],
  ])('are %s', (_, before, part, found, expected) => {
    const after = updateUnread(unreadOf(paths(...before)), new PathSet(part), paths(...found));
    expect(after).toEqual(unreadOf(paths(...expected)));
  });

  it('are counted beyond those that are listed', () => {
    const before = { count: 5000, paths: paths('a/1', 'a/2', 'b') };
    expect(updateUnread(before, new PathSet(['a']), paths('a/3')).count).toBe(4999);
  });
});
