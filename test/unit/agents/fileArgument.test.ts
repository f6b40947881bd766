import { describe, expect, it } from 'vitest';
import { filesMeant } from '../../../src/agents/fileArgument';
import { rootNames } from '../../../src/agents/rootNames';

const one = [{ folder: '/work/app', name: 'app', location: '/work/app' }];
const two = [...one, { folder: '/work/api', name: 'api', location: '/work/api' }];
const windows = [{ folder: 'C:\\work\\app', name: 'app', location: 'C:\\work\\app' }];

describe('filesMeant', () => {
  it.each([
    ['src/a.ts', one, [{ folder: '/work/app', path: 'src/a.ts' }]],
    ['./src//a.ts', one, [{ folder: '/work/app', path: 'src/a.ts' }]],
    ['src\\a.ts', one, [{ folder: '/work/app', path: 'src/a.ts' }]],
    ['src/a.ts:10-20', one, [{ folder: '/work/app', path: 'src/a.ts' }]],
    ['/work/app/src/a.ts', one, [{ folder: '/work/app', path: 'src/a.ts' }]],
    ['c:/WORK/app/src/a.ts', windows, [{ folder: 'C:\\work\\app', path: 'src/a.ts' }]],
    [
      'api/src/a.ts',
      two,
      [
        { folder: '/work/api', path: 'src/a.ts' },
        { folder: '/work/app', path: 'api/src/a.ts' },
        { folder: '/work/api', path: 'api/src/a.ts' },
      ],
    ],
    // A folder of the workspace may have the name of its root.
    ['app/a.ts', one, [{ folder: '/work/app', path: 'app/a.ts' }]],
  ])('of %s', (argument, roots, expected) => {
    expect(filesMeant(argument, roots)).toEqual(expected);
  });

  it.each([
    '../other/a.ts',
    'src/../../other/a.ts',
    '/work/app/../other/a.ts',
    '/work/application/a.ts',
    '/etc/passwd',
    'C:\\Windows\\system.ini',
    'file:///etc/passwd',
    '\\\\server\\share\\a.ts',
    '',
    '.',
    'src/a\0.ts',
  ])('refuses %j', (argument) => {
    expect(() => filesMeant(argument, one)).toThrow(/is not a file in the workspace/);
  });
});

describe('rootNames', () => {
  it.each([
    [['/work/app'], ['app']],
    [
      ['/work/app', '/work/api'],
      ['app', 'api'],
    ],
    [
      ['/a/app', '/b/app'],
      ['a/app', 'b/app'],
    ],
    [
      ['/x/a/app', '/y/a/app', '/y/b/app'],
      ['x/a/app', 'y/a/app', 'b/app'],
    ],
    [['C:\\work\\app'], ['app']],
    [['/'], ['/']],
  ])('of %j are %j', (locations, expected) => {
    expect(rootNames(locations)).toEqual(expected);
  });
});
