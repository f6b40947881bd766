import type { SearchResult } from '../../../src/common/contracts/searchResult';

/** A result of ten lines, with changes. */
export function result(changes: Partial<SearchResult> = {}): SearchResult {
  const startLine = changes.startLine ?? 11;
  const lines = Array.from({ length: 10 }, (_, i) => `  line ${startLine + i} of the definition`);
  return {
    folder: '/home/me/app',
    path: 'src/retry.ts',
    startLine,
    endLine: startLine + 9,
    score: 1,
    kind: 'code',
    language: 'typescript',
    symbol: 'Retry › next',
    symbolKind: null,
    matchedBy: ['vector'],
    line: startLine,
    tellingLine: startLine + 1,
    preview: lines.join('\n'),
    previewLine: startLine,
    matches: [],
    ...changes,
  };
}
