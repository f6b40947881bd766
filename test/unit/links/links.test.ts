import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/common/query/queryFilters';
import { searchText } from '../../../src/common/query/searchRequest';
import { searchParams } from '../../../src/vscode/links/apiOptions';
import { folderWords } from '../../../src/vscode/links/folderWords';
import { parseSearchLink } from '../../../src/vscode/links/searchLink';
import { searchEditorQuery, textSearchOf } from '../../../src/vscode/links/textSearchQuery';

describe('a search in a folder', () => {
  it.each([
    ['src/api', undefined, 'path:/src/api '],
    ['src/api', 'web', 'folder:web path:/src/api '],
    ['', 'web app', 'folder:"web app" '],
    ['', undefined, ''],
    ['my docs/[draft]', undefined, 'path:"/my docs/[[]draft]" '],
  ])('%j of %j', (path, folder, words) => {
    expect(folderWords(path, folder)).toBe(words);
  });

  it('is parsed back to the same filter', () => {
    expect(parseQuery(`${folderWords('a b/c', 'Web')}how`)).toEqual({
      text: 'how',
      filter: { paths: ['/a b/c'], folderNames: ['web'] },
    });
  });
});

describe('a link', () => {
  const opened = (path: string, query: string): string | undefined => {
    const link = parseSearchLink(path, query);
    return link && `${link.target}: ${searchText(link.request)}`;
  };

  it.each([
    ['query=where are uploads retried', 'palette: where are uploads retried'],
    [
      'query=retry&kind=code&path=src/**&path=lib&language=c++',
      'palette: path:src/** path:lib lang:c++ kind:code retry',
    ],
    ['query=retry&in=view', 'view: retry'],
    ['query=a%26b', 'palette: a&b'],
    ['', 'palette: '],
  ])('%j opens %j', (query, expected) => {
    expect(opened('/search', query)).toBe(expected);
  });

  it.each([
    ['/searches', 'query=a'],
    ['/', 'query=a'],
    ['/search', 'query=a&kind=tests'],
    ['/search', 'query=a&in=terminal'],
    ['/search', 'query=a&command=x'],
    ['/search', `query=${'a'.repeat(3_000)}`],
    ['/search', 'path=%22 kind:docs'],
  ])('%s?%s opens nothing', (path, query) => {
    expect(opened(path, query)).toBeUndefined();
  });
});

describe('the options of the API', () => {
  it('are applied, with defaults', () => {
    expect(searchParams('retry')).toMatchObject({ query: 'retry', limit: 20, order: 'places' });
    expect(
      searchParams('retry', { kind: 'docs', paths: ['a'], languages: ['go'], limit: 1_000 }),
    ).toMatchObject({ kind: 'docs', paths: ['a'], languages: ['go'], limit: 200 });
  });

  it.each<[unknown, unknown, RegExp]>([
    [7, {}, /query must be a string/],
    ['a'.repeat(10_001), {}, /at most/],
    ['a', 7, /options must be an object/],
    ['a', { kind: 'x' }, /options\.kind/],
    ['a', { paths: 'src' }, /options\.paths/],
    ['a', { excludedPaths: [1] }, /options\.excludedPaths/],
    ['a', { languages: {} }, /options\.languages/],
    ['a', { limit: 0 }, /options\.limit/],
  ])('are rejected with a reason: %j, %j', (query, options, message) => {
    expect(() => searchParams(query, options)).toThrow(message);
  });
});

describe('the query for the text search', () => {
  it('has the words, and the files to search', () => {
    expect(textSearchOf('path:/src/api path:*.ts -path:test ext:go kind:code retry upload')).toEqual({
      query: 'retry upload',
      filesToInclude: './src/api, *.ts, *.go',
      filesToExclude: 'test',
      triggerSearch: true,
    });
  });

  it('has only the files if there are no words', () => {
    expect(textSearchOf('path:src ')).toEqual({ query: '', filesToInclude: 'src', triggerSearch: false });
  });

  it('is undefined without a query', () => {
    expect(textSearchOf('')).toBeUndefined();
    expect(textSearchOf('kind:code')).toBeUndefined();
  });

  it('is read back from the first lines of a search editor', () => {
    expect(searchEditorQuery(['# Query: failed uploads ', '# Flags: CaseSensitive', ''])).toBe(
      'failed uploads',
    );
    expect(searchEditorQuery(['2 results - 1 file', ''])).toBe('');
  });
});
