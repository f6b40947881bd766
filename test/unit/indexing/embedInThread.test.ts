import { expect, it } from 'vitest';
import type { EmbeddingProvider } from '../../../src/engine/embedding/embeddingProvider';
import type { AnalyzedFile } from '../../../src/engine/indexing/analyzeFile';
import { embedInThread } from '../../../src/engine/indexing/threads/embedInThread';

it('the chunks of a file get their vectors in a thread, except for a text without known tokens', async () => {
  const chunk = (key: string, text: string) => ({
    ...{ startLine: 1, endLine: 1, breadcrumb: [], symbols: [], isBoilerplate: false, textHash: 'hash' },
    terms: { hashes: Uint32Array.of(1), counts: Uint8Array.of(1), length: 1 },
    document: { key, text },
  });
  const file: AnalyzedFile = {
    record: {
      path: 'a.ts',
      language: 'typescript',
      kind: 'code',
      sizeBytes: 1,
      mtimeMs: 1,
      contentHash: '0',
    },
    chunks: [chunk('1', 'known'), chunk('2', 'unknown')],
    times: { inspect: 1, parse: 2, chunk: 3, terms: 4, vectors: 0 },
  };
  const provider: EmbeddingProvider = {
    ...{ id: 'fake', model: 'model', dimensions: 2, limits: { maxInputs: 10, inputsUnderWay: 10 } },
    embedDocuments: (texts) =>
      Promise.resolve(texts.map((text) => (text === 'known' ? Float32Array.of(0.3, -0.4) : undefined))),
    embedQuery: () => Promise.resolve(undefined),
  };
  const { chunks, record, times } = await embedInThread(file, provider);
  const [known, unknown] = chunks.map(({ document }) => document);
  // The largest number becomes 127.
  expect([known!.key, [...known!.vector!.data]]).toEqual(['1', [95, -127]]);
  expect(known!.vector!.scale).toBeCloseTo(1 / Math.hypot(95, 127), 6);
  expect(unknown).toEqual({ key: '2', vector: { data: new Int8Array(2), scale: 0 } });
  expect(record).toBe(file.record);
  expect(times).toMatchObject({ inspect: 1, parse: 2, chunk: 3, terms: 4 });
});
