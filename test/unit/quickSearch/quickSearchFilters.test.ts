import { describe, expect, it } from 'vitest';
import { filtersText } from '../../../src/vscode/search/quickSearchFilters';

const nameOf = (id: string): string => id.toUpperCase();

describe('filtersText', () => {
  it.each([
    ['retry failed uploads', ''],
    ['retry lang:go path:src/**', 'GO, in src/**'],
    ['retry lang:go lang:c', 'GO, C'],
    ['retry lang:golang -lang:ts', 'GO, without TYPESCRIPT'],
    ['retry ext:go path:src -ext:md', 'in src, *.go, not in *.md'],
    ['kind:docs retry -path:old/** -path:tmp/**', 'documentation only, not in old/**, tmp/**'],
    ['kind:code -lang:go', 'code only, without GO'],
    ['folder:api -folder:"my notes"', 'in folder api, not in folder my notes'],
  ])('%s: %s', (text, expected) => {
    expect(filtersText(text, nameOf)).toBe(expected);
  });
});
