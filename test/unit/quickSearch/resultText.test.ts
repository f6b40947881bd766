import { describe, expect, it } from 'vitest';
import type { SearchResult } from '../../../src/common/contracts/searchResult';
import { labelText } from '../../../src/vscode/labelText';
import { resultText } from '../../../src/vscode/search/resultText';
import { symbolIcon } from '../../../src/vscode/search/symbolIcon';

function result(fields: Partial<SearchResult>): SearchResult {
  return {
    folder: '/repo',
    path: 'src/upload/queue.ts',
    startLine: 12,
    endLine: 40,
    score: 1,
    kind: 'code',
    language: 'typescript',
    symbol: 'UploadQueue › retry',
    symbolKind: 'method',
    matchedBy: ['vector'],
    line: 12,
    tellingLine: 12,
    previewLine: 12,
    matches: [],
    preview: '  async retry(upload: Upload): Promise<void> {',
    ...fields,
  };
}

describe('resultText', () => {
  it('names the symbol, its file and line first, and the telling line', () => {
    expect(resultText(result({ line: 14 }))).toEqual({
      label: '$(symbol-method) UploadQueue › retry',
      description: 'queue.ts:14 · src/upload',
      detail: 'async retry(upload: Upload): Promise<void> {',
    });
  });

  it('has file and line in the label if there is no definition, and not again', () => {
    const { label, description } = resultText(result({ symbol: null, symbolKind: null }));
    expect(label).toBe('$(file-code) queue.ts:12');
    expect(description).toBe('src/upload');
  });

  it('names the workspace folder if there are several', () => {
    expect(resultText(result({}), 'server').description).toBe('queue.ts:12 · server • src/upload');
    expect(resultText(result({ path: 'queue.ts' }), 'server').description).toBe('queue.ts:12 · server');
  });

  it('names a symbol with its owner only if both fit', () => {
    const labelOf = (symbol: string): string => resultText(result({ symbol })).label;
    expect(labelOf('network › Client › send')).toBe('$(symbol-method) Client › send');
    expect(labelOf(`${'Long'.repeat(10)} › sendEverything`)).toBe('$(symbol-method) sendEverything');
    expect(labelOf('x'.repeat(60))).toBe(`$(symbol-method) ${'x'.repeat(22)}…${'x'.repeat(21)}`);
  });

  it('names a documentation section by its last heading, its file, its folder, and the headings above', () => {
    const docs = result({
      kind: 'docs',
      language: 'markdown',
      symbolKind: 'section',
      path: 'docs/en/cors.md',
      line: 40,
      tellingLine: 40,
      previewLine: 40,
      symbol: 'CORS { #cors } › Use `CORSMiddleware` { #use-corsmiddleware }',
      preview:
        '## Use `CORSMiddleware` { #use-corsmiddleware }\n\nYou can **configure** it in your app. More.',
    });
    expect(resultText(docs)).toEqual({
      label: '$(book) Use CORSMiddleware',
      description: 'cors.md:40 · docs/en · CORS',
      detail: 'You can configure it in your app.',
    });
  });

  it('always shows file and line, and elides folders in the middle', () => {
    const { label, description } = resultText(
      result({
        kind: 'docs',
        path: `packages/${'deep/'.repeat(20)}last/a-file-with-a-very-long-name-that-nobody-would-type.md`,
        symbol: `Top › ${'Words and words '.repeat(8)}`,
        line: 12345,
      }),
    );
    expect(label.replace('$(book) ', '').length).toBeLessThanOrEqual(44);
    expect(description).toMatch(/^a-file-with-a-ver\S*…\S*ody-would-type\.md:12345$/);
    const elided = resultText(result({ path: `packages/${'deep/'.repeat(20)}last/queue.ts` })).description;
    expect(elided).toMatch(/^queue\.ts:12 · packages\/…\/(?:deep\/)+last$/);
    expect(elided.length).toBeLessThan(70);
  });

  it('states how many copies a result represents', () => {
    const sibling = { folder: '/repo', path: 'a', startLine: 1, endLine: 2 };
    const translation = { ...sibling, relation: 'translation' } as const;
    const copy = { ...sibling, relation: 'copy' } as const;
    const told = (siblings: SearchResult['siblings']): string => resultText(result({ siblings })).description;
    expect(told([translation])).toBe('queue.ts:12 · + 1 translation · src/upload');
    expect(told([translation, translation, copy])).toBe(
      'queue.ts:12 · + 2 translations + 1 copy · src/upload',
    );
    expect(told([copy, copy])).toBe('queue.ts:12 · + 2 copies · src/upload');
    expect(told([])).toBe('queue.ts:12 · src/upload');
  });

  it('shows text that looks like an icon unchanged', () => {
    const { detail } = resultText(result({ preview: '$(document).ready(() => {})' }));
    expect(detail).toBe('\\$(document).ready(() => {})');
  });
});

describe('labelText', () => {
  it.each([
    ['$(document)', '\\$(document)'],
    ['a $(loading~spin) b $(x)', 'a \\$(loading~spin) b \\$(x)'],
    ['$( x )', '$( x )'],
    ['cost: $5 (five)', 'cost: $5 (five)'],
  ])('%s', (text, escaped) => {
    expect(labelText(text)).toBe(escaped);
  });
});

describe('symbolIcon', () => {
  it('depends on the kind of symbol, else is that of documentation or a file', () => {
    expect(symbolIcon({ kind: 'code', symbolKind: 'trait' })).toBe('symbol-interface');
    expect(symbolIcon({ kind: 'code', symbolKind: 'constructor' })).toBe('symbol-constructor');
    expect(symbolIcon({ kind: 'docs', symbolKind: 'section' })).toBe('book');
    expect(symbolIcon({ kind: 'code', symbolKind: null })).toBe('file-code');
  });
});
