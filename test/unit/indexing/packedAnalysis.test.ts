import { expect, it } from 'vitest';
import type { AnalyzedChunk, AnalyzedFile } from '../../../src/engine/indexing/analyzeFile';
import {
  packAnalysis,
  transferredBuffers,
  unpackAnalysis,
} from '../../../src/engine/indexing/threads/packedAnalysis';

const digest = (digit: string): string => digit.repeat(32);

const chunk = (first: number, document: AnalyzedChunk['document']): AnalyzedChunk => ({
  startLine: first,
  endLine: first + 9,
  breadcrumb: first === 1 ? [] : ['Größe', '令牌'],
  symbols: [
    { name: `name${first}`, kind: 'method' as const, line: first + 1, startLine: first, endLine: first + 5 },
    { name: 'Other', kind: 'class' as const, line: first + 7, startLine: first + 6, endLine: first + 8 },
  ].slice(first % 2),
  isBoilerplate: first === 1,
  textHash: digest('a'),
  terms: { hashes: Uint32Array.of(first, 4_000_000_000), counts: Uint8Array.of(255, 1), length: 300 },
  document,
});

/** A file whose stages took some time, each another one. */
const file = (path: string, ms: number, chunks: readonly AnalyzedChunk[]): AnalyzedFile => ({
  record: {
    ...{ path, language: 'typescript', kind: 'code', sizeBytes: 1, mtimeMs: 2 },
    contentHash: digest('0'),
  },
  chunks,
  times: { inspect: ms, parse: ms + 0.25, chunk: ms + 2, terms: ms + 3, vectors: ms + 4 },
});

const text = (key: string, of: string) => ({ key: digest(key), text: of });
const vector = (key: string, ...data: readonly number[]) => ({
  key: digest(key),
  vector: { data: Int8Array.from(data), scale: data[0] === 0 ? 0 : 0.5 },
});

it.each<[string, readonly AnalyzedFile[]]>([
  ['no files', []],
  ['a file without chunks', [file('a.ts', 1, [])]],
  [
    'files with texts',
    [
      file('a.ts', 10, [chunk(1, text('1', 'größe')), chunk(10, text('2', ''))]),
      file('b.ts', 20, []),
      file('c.ts', 30, [chunk(21, text('3', '令牌 and more'))]),
    ],
  ],
  [
    'files with vectors',
    [
      file('a.ts', 10, [chunk(1, vector('1', 127, -128, 3)), chunk(10, vector('2', 0, 0, 0))]),
      file('c.ts', 30, [chunk(20, vector('3', 1, 2, 3))]),
    ],
  ],
])('an analysis is unchanged after its transfer between threads: %s', (_, files) => {
  const packed = packAnalysis(files);
  const sent = structuredClone(packed, { transfer: transferredBuffers(packed) });
  expect(unpackAnalysis(sent)).toEqual(files);
});
