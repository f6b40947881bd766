import { describe, expect, it } from 'vitest';
import { labelOf, plainText, tellingText } from '../../../src/webview/model/resultLabel';
import { result } from './viewFixtures';

const docs = (tellingLine: number, ...lines: string[]) =>
  result('guide.md', 1, 20, { kind: 'docs', tellingLine, lines: lines.map((text) => [{ text }]) });

describe('labelOf', () => {
  it('is the last heading of documentation as it reads, and the name of code as it is', () => {
    expect(
      labelOf({ kind: 'docs', symbol: 'CORS { #cors } › Use `CORSMiddleware` { #use-corsmiddleware }' }),
    ).toEqual({ outer: ['CORS'], name: 'Use CORSMiddleware' });
    expect(labelOf({ kind: 'code', symbol: 'Queue › #send' })).toEqual({ outer: ['Queue'], name: '#send' });
    expect(labelOf({ kind: 'code', symbol: null })).toEqual({ outer: [], name: undefined });
  });
});

describe('plainText', () => {
  it.each([
    ['## The **bold** and *soft* `code` ##', 'The bold and soft code'],
    ['- A [link](https://a.b/c) and ![an image](x.png)', 'A link and an image'],
    ['Text with <abbr title="x">tags</abbr>', 'Text with tags'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
  ])('reads %j as %j', (markdown, text) => {
    expect(plainText(markdown)).toBe(text);
  });
});

describe('tellingText', () => {
  it('is the first sentence below the heading of documentation, never the heading', () => {
    expect(tellingText(docs(1, '# Retries', '', 'A *failed* upload', 'is retried. Five times.'))).toBe(
      'A failed upload is retried.',
    );
    expect(tellingText(docs(3, 'One.', '', '## Two', '', '```', 'Three lines! Four'))).toBe('Three lines!');
    expect(tellingText(docs(1, '失败的上传会重试。最多五次。'))).toBe('失败的上传会重试。');
  });

  it('is the telling line of code, or the first that says something', () => {
    const lines = ['  {', '  send() {', '    retry();'].map((text) => [{ text }]);
    expect(tellingText(result('a.ts', 1, 3, { lines, tellingLine: 3 }))).toBe('retry();');
    expect(tellingText(result('a.ts', 1, 3, { lines }))).toBe('send() {');
    expect(tellingText(result('a.ts', 1, 3, { lines: [] }))).toBe('');
  });
});
