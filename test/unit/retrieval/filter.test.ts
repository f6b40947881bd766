import { describe, expect, it } from 'vitest';
import { allowedFiles, compileFilter, compileFilters } from '../../../src/engine/retrieval/filter';
import type { SearchFilter } from '../../../src/engine/retrieval/query';
import { shardOf } from '../../support/memoryIndex';

const file = (path: string, language = 'typescript', kind: 'code' | 'docs' = 'code') => ({
  path,
  language,
  kind,
});

describe('compileFilter', () => {
  it('is undefined without a filter', () => {
    expect(compileFilter({})).toBeUndefined();
    expect(compileFilter({ paths: [], languages: [] })).toBeUndefined();
  });

  it.each([
    ['src/**', 'src/a/b.ts', true],
    ['src/**', 'lib/src/a.ts', false],
    ['src', 'src/a.ts', true],
    ['src', 'lib/src/a.ts', true],
    ['./src', 'lib/src/a.ts', false],
    ['/src', 'lib/src/a.ts', false],
    ['/src', 'src/a.ts', true],
    ['src/', 'lib/src/a.ts', true],
    ['./', 'src/a.ts', true],
    ['src/a', 'src/a/b.ts', true],
    ['*.ts', 'deep/down/a.ts', true],
    ['*.ts', 'deep/down/a.tsx', false],
    ['{src,lib}/**', 'lib/x.ts', true],
    ['.github', '.github/workflows/ci.yml', true],
  ])('path %s and %s: %s', (glob, path, expected) => {
    expect(compileFilter({ paths: [glob] })!(file(path), '/w')).toBe(expected);
  });

  it('requires a match in each list', () => {
    const accepts = compileFilter({
      paths: ['src', 'lib'],
      languages: ['go'],
      excludedPaths: ['*_test.go'],
    })!;
    expect(accepts(file('lib/a.go', 'go'), '/w')).toBe(true);
    expect(accepts(file('lib/a.ts', 'typescript'), '/w')).toBe(false);
    expect(accepts(file('src/a_test.go', 'go'), '/w')).toBe(false);
    expect(compileFilter({ kind: 'docs' })!(file('a.md', 'markdown', 'docs'), '/w')).toBe(true);
    expect(compileFilter({ kind: 'docs' })!(file('a.ts'), '/w')).toBe(false);
  });

  it('excludes languages', () => {
    const accepts = compileFilter({ excludedLanguages: ['go'] })!;
    expect(accepts(file('a.go', 'go'), '/w')).toBe(false);
    expect(accepts(file('a.ts'), '/w')).toBe(true);
  });

  it('accepts common names of languages, TSX and JSX included', () => {
    const accepted = (filter: SearchFilter) =>
      [
        file('a.ts'),
        file('b.tsx', 'typescriptreact'),
        file('c.jsx', 'javascriptreact'),
        file('d.h', 'cpp'),
        file('e.cc', 'cpp'),
      ].filter((one) => compileFilter(filter)!(one, '/w'));
    const pathsOf = (filter: SearchFilter) => accepted(filter).map(({ path }) => path);
    expect(pathsOf({ languages: ['ts'] })).toEqual(['a.ts', 'b.tsx']);
    expect(pathsOf({ languages: ['typescript'] })).toEqual(['a.ts', 'b.tsx']);
    expect(pathsOf({ languages: ['tsx', 'js'] })).toEqual(['b.tsx', 'c.jsx']);
    expect(pathsOf({ excludedLanguages: ['ts', 'jsx'] })).toEqual(['d.h', 'e.cc']);
    expect(pathsOf({ languages: ['c'] })).toEqual(['d.h']);
    expect(pathsOf({ languages: ['c++'] })).toEqual(['d.h', 'e.cc']);
    expect(pathsOf({ languages: ['klingon'] })).toEqual([]);
  });

  it('accepts extensions in any letter case', () => {
    const accepts = compileFilter({ extensions: ['ts', 'd.ts'] })!;
    expect(accepts(file('src/a.TS'), '/w')).toBe(true);
    expect(accepts(file('src/a.tsx'), '/w')).toBe(false);
    expect(accepts(file('src/ts'), '/w')).toBe(false);
    expect(compileFilter({ excludedExtensions: ['ts'] })!(file('a.ts'), '/w')).toBe(false);
  });

  it('accepts workspace folders as they were opened, and files in them', () => {
    const inFolders = compileFilter({ folders: ['/w/api', '/w/web'] })!;
    expect(inFolders(file('a.ts'), '/w/web')).toBe(true);
    expect(inFolders(file('a.ts'), '/w/docs')).toBe(false);
    const exactly = compileFilter({ files: [{ folder: '/w/api', path: 'src/a.ts' }] })!;
    expect(exactly(file('src/a.ts'), '/w/api')).toBe(true);
    expect(exactly(file('src/a.ts'), '/w/web')).toBe(false);
    expect(exactly(file('a.ts'), '/w/api')).toBe(false);
  });

  it('accepts each of several files, and no other of their folders', () => {
    const files = [
      { folder: '/w/api', path: 'a.ts' },
      { folder: '/w/api', path: 'b.ts' },
      { folder: '/w/web', path: 'c.ts' },
    ];
    const accepts = compileFilter({ files })!;
    const accepted = ['/w/api', '/w/web'].flatMap((folder) =>
      ['a.ts', 'b.ts', 'c.ts'].filter((path) => accepts(file(path), folder)),
    );
    expect(accepted).toEqual(['a.ts', 'b.ts', 'c.ts']);
  });

  it('applies a glob of one workspace folder to its files only', () => {
    const placesOf = (filter: SearchFilter): string[] =>
      ['/w/api', '/w/web'].flatMap((folder) =>
        ['src/a.ts', 'lib/b.ts', 'c.md']
          .filter((path) => compileFilter(filter)!(file(path), folder))
          .map((path) => `${folder} ${path}`),
      );
    const folderPaths = [{ folder: '/w/api', glob: 'src' }];
    expect(placesOf({ folderPaths })).toEqual(['/w/api src/a.ts']);
    expect(placesOf({ paths: ['*.md'], folderPaths })).toEqual([
      '/w/api src/a.ts',
      '/w/api c.md',
      '/w/web c.md',
    ]);
    expect(placesOf({ paths: ['*.ts'], excludedFolderPaths: folderPaths })).toEqual([
      '/w/api lib/b.ts',
      '/w/web src/a.ts',
      '/w/web lib/b.ts',
    ]);
  });

  it('accepts nothing for an empty list of files, and everything for an empty list of folders', () => {
    expect(compileFilter({ files: [] })!(file('a.ts'), '/w')).toBe(false);
    expect(compileFilter({ folders: [] })).toBeUndefined();
  });

  it('accepts workspace folders by the last segment of their path', () => {
    const folders = ['/w/Api', 'vscode-vfs://github/me/my%20web', 'C:\\work\\docs'];
    const accepted = (name: string) => {
      const accepts = compileFilter({ folderNames: [name] }, folders)!;
      return folders.filter((folder) => accepts(file('docs/api/x.ts'), folder));
    };
    expect(accepted('api')).toEqual(['/w/Api']);
    expect(accepted('my web')).toEqual(['vscode-vfs://github/me/my%20web']);
    expect(accepted('docs')).toEqual(['C:\\work\\docs']);
    const others = compileFilter({ excludedFolderNames: ['api'] }, folders)!;
    expect(folders.filter((folder) => others(file('x.ts'), folder))).toEqual(folders.slice(1));
  });

  it('reads a name that no workspace folder has as that of a folder in them', () => {
    const accepts = compileFilter({ folderNames: ['src'] }, ['/w/api'])!;
    expect(accepts(file('packages/Src/a.ts'), '/w/api')).toBe(true);
    expect(accepts(file('packages/src'), '/w/api')).toBe(false);
    expect(accepts(file('lib/a.ts'), '/w/api')).toBe(false);
    expect(compileFilter({ folderNames: ['nowhere'] }, ['/w/api'])!(file('a.ts'), '/w/api')).toBe(false);
  });
});

describe('compileFilters', () => {
  it('accepts what all of them accept', () => {
    const accepts = compileFilters([{ paths: ['*.go'] }, {}, { paths: ['src'] }], [])!;
    expect(accepts(file('src/a.go', 'go'), '/w')).toBe(true);
    expect(accepts(file('lib/a.go', 'go'), '/w')).toBe(false);
    expect(accepts(file('src/a.ts'), '/w')).toBe(false);
    expect(compileFilters([{}, {}], [])).toBeUndefined();
  });
});

describe('the files that may be among the results', () => {
  const chunks = [{ text: 'text' }];
  const shards = [
    shardOf([
      { path: 'a.ts', chunks },
      { path: 'b.ts', chunks: [] },
    ]),
    shardOf([{ path: 'c.ts', chunks }]),
  ];
  const folderOf = (shard: number): string => ['/w/api', '/w/web'][shard]!;
  const allowed = (filter: SearchFilter): number[][] =>
    allowedFiles(shards, compileFilter(filter), folderOf).map((files) => [...files]);

  it('are those with chunks', () => {
    expect(allowed({})).toEqual([[1, 0], [1]]);
  });

  it('are those of them that the filter accepts in their workspace folder', () => {
    expect(allowed({ folders: ['/w/api'] })).toEqual([[1, 0], [0]]);
    expect(allowed({ folders: ['/w/web'] })).toEqual([[0, 0], [1]]);
    expect(allowed({ paths: ['b.ts'] })).toEqual([[0, 0], [0]]);
  });
});
