import { describe, expect, it } from 'vitest';
import { linesToShow } from '../../../src/webview/model/codeExcerpt';
import { markLine, matchedTexts } from '../../../src/webview/model/marks';
import { reasonOf } from '../../../src/webview/model/reasons';
import { result } from './viewFixtures';

const span = (line: number, start: number, end: number) => ({ line, start, end });
const written = (line: readonly { text: string; isMatch?: boolean | undefined }[]): string =>
  line.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('|');

describe('markLine', () => {
  it('splits tokens at the ends of a span, and keeps their colours', () => {
    const line = [{ text: 'await ', color: '#111111' }, { text: 'retryUpload' }, { text: '()' }];
    expect(written(markLine(line, [span(1, 6, 11)]))).toBe('await |[retry]|Upload|()');
    expect(written(markLine(line, [span(1, 3, 8), span(1, 11, 18)]))).toBe(
      'awa|[it ]|[re]|try|[Upload]|[(]|)',
    );
    expect(markLine(line, [span(1, 0, 2)])[0]).toEqual({ text: 'aw', color: '#111111', isMatch: true });
    expect(written(markLine(line, [span(1, 40, 50)]))).toBe('await |retryUpload|()');
    expect(markLine(line, [])).toBe(line);
  });
});

describe('a result with matches', () => {
  const found = result('a.ts', 7, 9, {
    symbol: 'Queue › sendWithRetries',
    matchedBy: ['vector', 'lexical', 'symbol', 'path'],
    lines: [[{ text: '' }], [{ text: '    // Retry the upload' }], [{ text: '    retry()' }]],
    matches: [span(8, 7, 12), span(8, 17, 23), span(9, 4, 9)],
  });

  it('marks its lines also when indentation is removed', () => {
    expect(linesToShow(found).lines.map(written)).toEqual(['// |[Retry]| the |[upload]', '[retry]|()']);
  });

  it('states why it was found, each word once', () => {
    expect(matchedTexts(found.lines, 7, found.matches)).toEqual(['Retry', 'upload']);
    expect(reasonOf(found)).toBe(
      'Found by meaning, keywords (Retry, upload), the name sendWithRetries, its path',
    );
    expect(reasonOf(result('a.ts'))).toBe('Found by meaning');
    expect(reasonOf(result('a.ts', 1, 2, { matchedBy: ['lexical', 'symbol'] }))).toBe(
      'Found by keywords, its name',
    );
    expect(reasonOf(result('a.ts', 1, 2, { matchedBy: [] }))).toBe('');
  });
});
