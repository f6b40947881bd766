import { describe, expect, it } from 'vitest';
import { filesMeant } from '../../../src/agents/fileArgument';
import { rootNames } from '../../../src/agents/rootNames';

const one = [{ folder: '/home/me/app', name: 'app', location: '/home/me/app' }];
const two = [...one, { folder: '/home/me/api', name: 'api', location: '/home/me/api' }];
const windows = [{ folder: 'C:\\me\\app', name: 'app', location: 'C:\\me\\app' }];

describe('filesMeant', () => {
  it.each([
    ['src/a.ts', one, [{ folder: '/home/me/app', path: 'src/a.ts' }]],
    ['./src//a.ts', one, [{ folder: '/home/me/app', path: 'src/a.ts' }]],
    ['src\\a.ts', one, [{ folder: '/home/me/app', path: 'src/a.ts' }]],
    ['src/a.ts:10-20', one, [{ folder: '/home/me/app', path: 'src/a.ts' }]],
    ['/home/me/app/src/a.ts', one, [{ folder: '/home/me/app', path: 'src/a.ts' }]],
    ['c:/ME/app/src/a.ts', windows, [{ folder: 'C:\\me\\app', path: 'src/a.ts' }]],
    [
      'api/src/a.ts',
      two,
      [
        { folder: '/home/me/api', path: 'src/a.ts' },
        { folder: '/home/me/app', path: 'api/src/a.ts' },
        { folder: '/home/me/api', path: 'api/src/a.ts' },
      ],
    ],
    // A folder of the workspace may have the name of its root.
    ['app/a.ts', one, [{ folder: '/home/me/app', path: 'app/a.ts' }]],
  ])('of %s', (argument, roots, expected) => {
    expect(filesMeant(argument, roots)).toEqual(expected);
  });

  it.each([
    '../other/a.ts',
    'src/../../other/a.ts',
    '/home/me/app/../other/a.ts',
    '/home/me/application/a.ts',
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
    [['/home/me/app'], ['app']],
    [
      ['/home/me/app', '/home/me/api'],
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
    [['C:\\me\\app'], ['app']],
    [['/'], ['/']],
  ])('of %j are %j', (locations, expected) => {
    expect(rootNames(locations)).toEqual(expected);
  });
});
