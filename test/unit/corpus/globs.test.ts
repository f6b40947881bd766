import { describe, expect, it } from 'vitest';
import { escapeGlob, normalizeGlob } from '../../../src/common/text/globText';
import { IncludeFilter } from '../../../src/engine/corpus/globFilter';
import { compileGlob } from '../../../src/engine/corpus/globs/compileGlob';
import known from '../../fixtures/globs/picomatch.json';
import { globUses as uses } from './globUses';

const matches = (glob: string, path: string): boolean => compileGlob(glob).matches(path);

describe('globs match as those of picomatch 4 did', () => {
  // `!` in a class negates in VS Code, but did not in this project.
  const cases = Object.entries(known.globs).filter(([glob]) => !glob.includes('[!'));

  it.each(cases)('%s', (glob, expected) => {
    for (const use of ['exclude', 'include', 'query'] as const) {
      const isMatch = uses[use](glob);
      const wanted = expected[use].map((index) => known.paths[index]);
      expect(known.paths.filter(isMatch), use).toEqual(wanted);
    }
  });
});

describe('globs match as those of VS Code', () => {
  it.each<[glob: string, matching: string[], others: string[]]>([
    ['[!a].ts', ['b.ts', '!.ts'], ['a.ts', '/.ts', 'bb.ts']],
    ['a[^/]b', ['axb'], ['a/b', 'ab']],
    ['{**/*.html,**/*.txt}', ['a.html', 'x/y/a.txt'], ['a.md', 'x/html']],
    ['{a,b{c,{d,e}}}.{ts,js}', ['a.ts', 'bc.js', 'be.ts'], ['b.ts', 'd.ts', 'a.js.ts']],
    ['x{**,y}/z', ['x/z', 'xy/z', 'x/a/z', 'xa/z'], ['xz', 'y/z']],
    ['{a/**,b}/c', ['a/x/c', 'a/x/y/c', 'b/c'], ['c', 'b/x/c', 'ac']],
    ['{*a,*b}c', ['ac', 'xbc', 'bac'], ['c', 'xc', 'a/bc']],
    ['{a*,b}c', ['ac', 'axc', 'bc'], ['bxc', 'c']],
    ['{,a}{,b}{,c}d', ['d', 'ad', 'abcd', 'cd'], ['bad', 'abc', 'abd/']],
    ['**/**/a/**/**', ['a', 'x/a', 'x/y/a/b/c'], ['ab', 'x/ab']],
  ])('%s', (glob, matching, others) => {
    expect(matching.filter((path) => !matches(glob, path))).toEqual([]);
    expect(others.filter((path) => matches(glob, path))).toEqual([]);
  });
});

describe('text without a meaning is text', () => {
  it.each<[glob: string, matching: string[], others: string[]]>([
    ['+(a)', ['+(a)'], ['a', 'aa']],
    ['!(a)', ['!(a)'], ['b']],
    ['!a', ['!a'], ['b', 'a']],
    ['@(a|b)', ['@(a|b)'], ['a', 'b']],
    ['(a|b)', ['(a|b)'], ['a', 'b']],
    ['app/(group)/*.ts', ['app/(group)/a.ts'], ['app/group/a.ts']],
    ['a{b}c', ['a{b}c'], ['abc']],
    ['a{b,c', ['a{b,c'], ['ab']],
    ['a}b,c', ['a}b,c'], []],
    ['{a{b,c}', ['{ab', '{ac'], ['ab', 'b']],
    ['a[b', ['a[b'], ['ab']],
    ['[a/b', ['[a/b'], ['a/b']],
    ['[[:none:]]*', ['[[:none:]]x'], ['n]']],
    ['\\*\\{\\\\', ['*{\\'], ['a{\\']],
    ['a\\', ['a\\'], ['a']],
    ['', [''], ['a']],
  ])('%j', (glob, matching, others) => {
    expect(matching.filter((path) => !matches(glob, path))).toEqual([]);
    expect(others.filter((path) => matches(glob, path))).toEqual([]);
  });

  it.each(['[id]', '[...slug]', '[[...slug]]', '[a-z]'])('%s also names a directory of that name', (name) => {
    expect(matches(`app/${name}/*.tsx`, `app/${name}/page.tsx`)).toBe(true);
    expect(matches(`app/${name}/*.tsx`, `app/x${name}/page.tsx`)).toBe(false);
  });
});

describe('escapeGlob', () => {
  it.each(['a', '[id]', '*?[]{}()!+@|,\\', ' a ', '{a,b}', '[*]', '\\*', '!a', '**', '𝒳/é'])(
    '%j names itself and nothing else, also in settings',
    (path) => {
      const glob = escapeGlob(path);
      for (const isMatch of [uses.exclude(glob), uses.include(glob), uses.query(`/${glob}`)]) {
        expect(isMatch(path)).toBe(true);
        for (const other of ['b', 'i', '*', `${path}x`, `x${path}`, 'a b'])
          expect(isMatch(other)).toBe(false);
      }
    },
  );
});

describe('normalizeGlob', () => {
  it.each([
    ['./src/', 'src'],
    ['/src', 'src'],
    [' .//./src// ', 'src'],
    ['.env', '.env'],
    ['/', ''],
  ])('%j', (glob, expected) => {
    expect(normalizeGlob(glob)).toBe(expected);
  });
});

describe('IncludeFilter.mayHold', () => {
  it.each<[glob: string, walked: string[], others: string[]]>([
    ['src/a/*.ts', ['src', 'src/a'], ['srcs', 'lib', 'src/b']],
    ['src', ['src', 'src/a/b'], ['lib', 'srcs']],
    ['*.ts', [], ['src']],
    ['packages/*/src/**', ['packages', 'packages/a', 'packages/a/src/b'], ['packages/a/lib', 'x']],
    ['**/a.ts', ['src', 'src/x/y'], []],
    ['{src,lib/x}/**', ['src', 'lib', 'lib/x'], ['lib/y', 'test']],
  ])('%s', (glob, walked, others) => {
    const filter = new IncludeFilter([glob]);
    expect(walked.filter((path) => !filter.mayHold(path))).toEqual([]);
    expect(others.filter((path) => filter.mayHold(path))).toEqual([]);
  });
});
