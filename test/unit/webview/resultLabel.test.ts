import { describe, expect, it } from 'vitest';
import { labelOf, tellingTextOf } from '../../../src/webview/model/resultLabel';
import { result } from './viewFixtures';

describe('labelOf', () => {
  it('is the last heading of documentation without markup, and the name of code unchanged', () => {
    expect(
      labelOf({ kind: 'docs', symbol: 'CORS { #cors } › Use `CORSMiddleware` { #use-corsmiddleware }' }),
    ).toEqual({ outer: ['CORS'], name: 'Use CORSMiddleware' });
    expect(labelOf({ kind: 'code', symbol: 'Queue › #send' })).toEqual({ outer: ['Queue'], name: '#send' });
    expect(labelOf({ kind: 'code', symbol: null })).toEqual({ outer: [], name: undefined });
  });
});

describe('tellingTextOf', () => {
  it('is the first sentence below the heading of documentation, never the heading', () => {
    const lines = ['## Retries { #retries }', '', 'A *failed* upload', 'is retried. Five times.'];
    const found = result('guide.md', 7, 10, {
      kind: 'docs',
      symbol: 'Uploads › Retries',
      lines: lines.map((text) => [{ text }]),
    });
    expect(tellingTextOf(found)).toBe('A failed upload is retried.');
  });

  it('is the most informative line of code, however its tokens are divided', () => {
    const lines = [[{ text: '  {' }], [{ text: '  send', color: '#123456' }, { text: '() {' }]];
    expect(tellingTextOf(result('a.ts', 1, 3, { lines, tellingLine: 2 }))).toBe('send() {');
    expect(tellingTextOf(result('a.ts', 1, 3, { lines: [] }))).toBe('');
  });
});
