import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/common/query/queryFilters';
import { parseSearchRequest, searchText } from '../../../src/common/query/searchRequest';

describe('a search from a key binding or a link', () => {
  it.each<[unknown, string]>([
    ['retry', 'retry'],
    [{ query: 'retry\n  twice ' }, 'retry twice'],
    [{ query: 'retry', kind: 'docs' }, 'kind:docs retry'],
    [{ query: 'retry', path: 'src/**', language: 'go' }, 'path:src/** lang:go retry'],
    [{ path: ['src/my app', 'lib'] }, 'path:"src/my app" path:lib '],
    [{}, ''],
  ])('%j becomes %j in the box', (value, text) => {
    const request = parseSearchRequest(value);
    expect(request && searchText(request)).toBe(text);
  });

  it('is parsed to the same request', () => {
    const request = parseSearchRequest({
      query: 'a b',
      kind: 'code',
      path: ['x y/**', 'z'],
      language: 'c++',
    })!;
    expect(parseQuery(searchText(request))).toEqual({
      text: 'a b',
      filter: { paths: ['x y/**', 'z'], languages: ['c++'], kind: 'code' },
    });
  });

  it.each([
    [undefined],
    [null],
    [7],
    [['retry']],
    [{ query: 7 }],
    [{ query: 'a', kind: 'tests' }],
    [{ query: 'a', path: [7] }],
    [{ query: 'a', path: ' ' }],
    [{ query: 'a', path: 'x" kind:docs "' }],
    [{ query: 'a', language: Array(21).fill('go') }],
    [{ query: 'a'.repeat(2_001) }],
    // Arguments passed by menus: a URI, and the row of a view.
    [{ scheme: 'file', path: '/w/a.ts', query: '' }],
    [{ webviewSection: 'result', key: '1' }],
  ])('is not %j', (value) => {
    expect(parseSearchRequest(value)).toBeUndefined();
  });
});
