import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/common/query/queryFilters';
import { maxQueryLength } from '../../../src/common/view/viewValues';
import { selectionQuery } from '../../../src/vscode/similar/selectionQuery';

describe('selected text as a query', () => {
  it('is one line', () => {
    expect(selectionQuery('  if (a) {\n\t\treturn b;\r\n}\n')).toBe('if (a) { return b; }');
  });

  it.each([
    'path:src/upload',
    'open(path:"a b", kind:docs)',
    '-path:test lang:go',
    "folder:web 'lang:ts'",
    'kind:code\npath:*.ts',
    'PATH:x path:path:y',
    'path:lang:go',
  ])('sets no filter: %s', (text) => {
    const query = selectionQuery(text);
    expect(parseQuery(query).filter).toEqual({});
    expect(query.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });

  it('does not change other colons', () => {
    const text = 'see https://example.com, std::path::Path, a ? b : c, mypath:x';
    expect(selectionQuery(text)).toBe(text);
  });

  it('has at most the length of a query', () => {
    expect(selectionQuery('word '.repeat(10_000))).toHaveLength(maxQueryLength);
    expect(selectionQuery('path:x '.repeat(5_000)).length).toBeLessThanOrEqual(maxQueryLength);
  });
});
