import { describe, expect, it } from 'vitest';
import type { ViewQuery } from '../../../src/common/view/viewProtocol';
import { compileFilter } from '../../../src/engine/retrieval/filter';
import { filtersOf, globsOf } from '../../../src/vscode/view/viewFilters';

const query: ViewQuery = {
  text: 'x',
  kind: 'code',
  languages: ['go'],
  include: '',
  exclude: '',
  scope: 'workspace',
  limit: 9,
};
const open = (path: string) => ({
  active: () => ({ folder: '/work', path }),
  all: () => [{ folder: '/work', path }],
});
const nothing = { active: () => undefined, all: () => [] };

describe('globsOf', () => {
  it.each<[string, ...string[]]>([
    [''],
    [' , '],
    ['*.ts', '*.ts'],
    ['*.ts, src/** ,', '*.ts', 'src/**'],
    ['*.{ts,js},docs', '*.{ts,js}', 'docs'],
    ['a},b', 'a}', 'b'],
  ])('reads %j', (text, ...globs) => {
    expect(globsOf(text)).toEqual(globs);
  });
});

describe('filtersOf', () => {
  it('passes on kind, languages and globs', () => {
    const { filters, place } = filtersOf({ ...query, include: 'src', exclude: '*.test.ts, docs' }, nothing);
    expect(filters).toEqual({
      kind: 'code',
      languages: ['go'],
      paths: ['src'],
      excludedPaths: ['*.test.ts', 'docs'],
    });
    expect(place).toBeUndefined();
  });

  it('reads globs of one of several workspace folders', () => {
    const folders = [
      { folder: '/home/me/api', name: 'api' },
      { folder: '/home/me/web', name: 'web' },
    ];
    const asked = { ...query, include: './api/src, *.ts', exclude: 'docs, ./web' };
    expect(filtersOf(asked, nothing, folders).filters).toMatchObject({
      paths: ['*.ts'],
      folderPaths: [{ folder: '/home/me/api', glob: '/src' }],
      excludedPaths: ['docs'],
      excludedFolderPaths: [{ folder: '/home/me/web', glob: '' }],
    });
    expect(filtersOf(asked, nothing, folders.slice(0, 1)).filters).toMatchObject({
      paths: ['./api/src', '*.ts'],
    });
  });
  it('limits to the files in tabs, and to no file if none is open', () => {
    const asked = { ...query, scope: 'openEditors' } as const;
    expect(filtersOf(asked, open('a/b.ts'))).toMatchObject({
      filters: { files: [{ folder: '/work', path: 'a/b.ts' }] },
      place: { scope: 'openEditors', isNowhere: false },
    });
    expect(filtersOf(asked, nothing)).toMatchObject({ filters: { files: [] }, place: { isNowhere: true } });
  });

  it.each([
    [
      'src/upload/queue.ts',
      '',
      ['src/upload/a.ts', 'src/upload/deep/b.ts'],
      ['src/a.ts', 'x/src/upload/a.ts'],
    ],
    ['src/[id]/(app)/page.tsx', '', ['src/[id]/(app)/a.ts'], ['src/i/(app)/a.ts', 'src/[id]/app/a.ts']],
    [
      'src/upload/queue.ts',
      '*.go',
      ['src/upload/x.go', 'src/upload/deep/x.go'],
      ['src/x.go', 'src/upload/a.ts'],
    ],
    ['src/queue.ts', './deep/**', ['src/deep/x.go'], ['deep/x.go', 'src/more/deep/x.go']],
    ['queue.ts', '*.go', ['a.go', 'src/a.go'], ['a.ts']],
  ])('limits to the folder of %s with %j', (path, include, inside, outside) => {
    const { filters, place } = filtersOf({ ...query, include, scope: 'folder' }, open(path));
    expect(filters.folders).toEqual(['/work']);
    expect(place).toMatchObject({ scope: 'folder', path: path.split('/').slice(0, -1).join('/') });
    // As interpreted by the engine.
    const accepts = compileFilter(filters);
    const isFound = (file: string) =>
      accepts?.({ path: file, language: 'go', kind: 'code' }, '/work') ?? true;
    expect(inside.filter((file) => !isFound(file))).toEqual([]);
    expect(outside.filter(isFound)).toEqual([]);
  });

  it('finds nothing in the folder of the file if no file is open', () => {
    expect(filtersOf({ ...query, scope: 'folder' }, nothing)).toMatchObject({
      filters: { files: [] },
      place: { isNowhere: true },
    });
  });
});
