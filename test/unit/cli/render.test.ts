import { describe, expect, it } from 'vitest';
import { renderAnswer, renderReport } from '../../../src/cli/render';
import type { SearchResult, SiblingResult } from '../../../src/common/contracts/searchResult';

const sibling = (relation: SiblingResult['relation']): SiblingResult => ({
  ...{ folder: '/w', path: 'docs/de/a.md', startLine: 1, endLine: 2 },
  relation,
});

function rendered(extra: Partial<SearchResult>): string {
  const result: SearchResult = {
    ...{ folder: '/w', path: 'docs/a.md', startLine: 1, endLine: 2, line: 1, tellingLine: 1 },
    ...{
      score: 1,
      kind: 'docs',
      language: 'markdown',
      symbol: null,
      symbolKind: null,
      matchedBy: ['lexical'],
    },
    ...{ preview: 'text', previewLine: 1, matches: [] },
    ...extra,
  };
  const index = { state: 'ready', files: 1, chunks: 1, unreadable: 0 } as const;
  return renderAnswer({ query: 'q', results: [result], index, stale: [], tookMs: 1 })
    .map((line) =>
      typeof line === 'string'
        ? line
        : line.map((span) => (typeof span === 'string' ? span : span.text)).join(''),
    )
    .join('\n');
}

describe('renderAnswer', () => {
  it('counts the copies and translations of a row', () => {
    expect(rendered({})).not.toContain('+');
    expect(rendered({ siblings: [sibling('translation'), sibling('translation')] })).toContain(
      '+ 2 translations',
    );
    expect(rendered({ siblings: [sibling('translation'), sibling('copy')] })).toContain(
      '+ 1 translation, 1 copy',
    );
    expect(rendered({ siblings: [sibling('copy'), sibling('copy')] })).toContain('+ 2 copies');
  });

  it('marks where less likely results start', () => {
    expect(rendered({})).not.toContain('Less likely');
    expect(rendered({ isLessLikely: true })).toMatch(/^Less likely:\n\ndocs\/a\.md/);
  });
});

describe('renderReport', () => {
  it('reports what was read from a snapshot, and what was published as one', () => {
    const place = 'cache.example.com';
    const provider = { id: 'openai', model: 'small', dimensions: 8, host: 'api.example.com' };
    const snapshot = { commit: '0123456789abcdef', place, files: 30, bytes: 5_461_717 };
    const linesOf = (use: { action: 'read' | 'published'; missing: number; fault?: string }) =>
      renderReport({
        ...{ workspace: '/w', provider, files: 30, chunks: 90, embedded: 0, reused: 90, removed: 0 },
        ...{ skipped: 0, skippedBy: {}, skippedDirectories: [], failed: 0, unreadable: 0, requests: 0 },
        ...{ unread: [], provisional: [], withoutVector: [], tookMs: 1 },
        snapshot: { ...snapshot, ...use },
      }).slice(1);
    expect(linesOf({ action: 'read', missing: 0 })).toEqual([
      `Snapshot: 30 files of commit 0123456789 read from ${place} (5.5 MB)`,
    ]);
    expect(linesOf({ action: 'published', missing: 1, fault: 'It is full.' })).toEqual([
      `Snapshot: 30 files of commit 0123456789 published to ${place} (5.5 MB); 1 part not written: It is full.`,
    ]);
  });
});
