import { describe, expect, it } from 'vitest';
import {
  filterWordAt,
  findFilterWords,
  parseQuery,
  writeFilterWord,
} from '../../../src/common/query/queryFilters';

describe('parseQuery', () => {
  it('takes filters out of the text', () => {
    expect(parseQuery('retry uploads path:src/** lang:Go -path:vendor kind:code folder:API')).toEqual({
      text: 'retry uploads',
      filter: {
        paths: ['src/**'],
        excludedPaths: ['vendor'],
        languages: ['go'],
        kind: 'code',
        folderNames: ['api'],
      },
    });
    expect(parseQuery('-lang:markdown retry -folder:docs')).toEqual({
      text: 'retry',
      filter: { excludedLanguages: ['markdown'], excludedFolderNames: ['docs'] },
    });
  });

  it('collects repeated filters; the last kind counts', () => {
    expect(parseQuery('path:a path:b folder:c folder:d kind:code kind:docs').filter).toEqual({
      paths: ['a', 'b'],
      folderNames: ['c', 'd'],
      kind: 'docs',
    });
  });

  it('accepts other names of the filters, and excludes with a minus', () => {
    expect(parseQuery('x language:C++ file:*.go -file:vendor -ext:.TS extension:tsx').filter).toEqual({
      languages: ['c++'],
      paths: ['*.go'],
      excludedPaths: ['vendor'],
      excludedExtensions: ['ts'],
      extensions: ['tsx'],
    });
    expect(parseQuery('x -kind:docs').filter).toEqual({ kind: 'code' });
    expect(parseQuery('x -kind:code').filter).toEqual({ kind: 'docs' });
    expect(parseQuery('x kind:documentation').filter).toEqual({ kind: 'docs' });
  });

  it('accepts several languages or extensions in one filter', () => {
    expect(parseQuery('x lang:TS,go -lang:md,css ext:.rs,toml,').filter).toEqual({
      languages: ['ts', 'go'],
      excludedLanguages: ['md', 'css'],
      extensions: ['rs', 'toml'],
    });
    expect(parseQuery('x path:a,b folder:c,d').filter).toEqual({ paths: ['a,b'], folderNames: ['c,d'] });
  });

  it('accepts the separators of Windows in paths', () => {
    expect(parseQuery(String.raw`x path:src\api\*.ts -file:src\[ab].ts`).filter).toEqual({
      paths: ['src/api/*.ts'],
      excludedPaths: ['src/[ab].ts'],
    });
    // As `escapeGlob` writes a backslash within a name.
    expect(parseQuery(String.raw`x path:a\\b.ts`).filter).toEqual({ paths: [String.raw`a\\b.ts`] });
  });

  it('reads quoted values, up to the end if the quote is not closed', () => {
    expect(parseQuery('path:"my folder/*.ts" sessions folder:"my app"')).toEqual({
      text: 'sessions',
      filter: { paths: ['my folder/*.ts'], folderNames: ['my app'] },
    });
    expect(parseQuery('sessions path:"my fol')).toEqual({ text: 'sessions', filter: { paths: ['my fol'] } });
  });

  it('ignores filters with an empty value', () => {
    expect(parseQuery('sessions path:"" folder:"')).toEqual({ text: 'sessions', filter: {} });
  });

  it.each([
    'kind:other of value',
    'std::path:: join',
    'http://path',
    '-kind:other',
    'path::PathBuf::from',
    'Lang::get of messages',
    'file:///etc/hosts',
    'subfolder:x',
    'path: src',
    'a-lang:go',
  ])('keeps text that only looks like a filter: %s', (text) => {
    expect(parseQuery(text)).toEqual({ text, filter: {} });
  });
});

describe('findFilterWords', () => {
  it('returns the position of each', () => {
    const input = 'uploads -path:"a b" lang:go';
    const words = findFilterWords(input);
    expect(words.map(({ start, end }) => input.slice(start, end))).toEqual(['-path:"a b"', 'lang:go']);
    expect(words.map(({ valueStart, end }) => input.slice(valueStart, end))).toEqual(['"a b"', 'go']);
    expect(words).toMatchObject([
      { name: 'path', negated: true, value: 'a b' },
      { name: 'lang', negated: false, value: 'go' },
    ]);
  });
});

describe('filterWordAt', () => {
  it('finds the filter that is being typed, without a value or with a part of it', () => {
    expect(filterWordAt('uploads lang:')).toMatchObject({ name: 'lang', value: '', valueStart: 13, end: 13 });
    expect(filterWordAt('uploads kind:do')).toMatchObject({ name: 'kind', value: 'do' });
    expect(filterWordAt('folder:"my a')).toMatchObject({ name: 'folder', value: 'my a', valueStart: 7 });
    expect(filterWordAt('lang:go uploads', 7)).toMatchObject({ name: 'lang', value: 'go' });
    expect(filterWordAt('-kind:c')).toMatchObject({ name: 'kind', negated: true, value: 'c' });
    expect(filterWordAt('file:src')).toMatchObject({ name: 'path', value: 'src' });
  });

  it('finds no filter in text or in a name', () => {
    expect(filterWordAt('lang:go uploads')).toBeUndefined();
    expect(filterWordAt('lang:go ')).toBeUndefined();
    expect(filterWordAt('lang:go', 3)).toBeUndefined();
  });
});

describe('writeFilterWord', () => {
  it('writes a word that is parsed to the same filter', () => {
    expect(writeFilterWord('lang', 'go')).toBe('lang:go');
    const word = writeFilterWord('folder', 'my app', true);
    expect(word).toBe('-folder:"my app"');
    expect(parseQuery(word).filter).toEqual({ excludedFolderNames: ['my app'] });
  });
});
