import { afterAll, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import { silentLogger } from '../../../src/common/logger';
import { createChunker, type Chunker } from '../../../src/engine/chunking/chunker';
import type { IndexWriter } from '../../../src/engine/indexing/indexStore';
import { Indexer } from '../../../src/engine/indexing/indexer';
import type { IndexerParts } from '../../../src/engine/indexing/indexerParts';
import { CurrentWork } from '../../../src/engine/indexing/currentWork';
import { StaleFiles } from '../../../src/engine/indexing/staleFiles';
import { analyzeFile } from '../../../src/engine/indexing/analyzeFile';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { grammars } from '../chunking/chunkFixture';
import { MemoryFileSource } from '../corpus/memoryFileSource';

describe('a cancellation within one file', () => {
  const chunker = createChunker(grammars);
  afterAll(() => {
    chunker.dispose();
  });

  it('ends its analysis, which yields between any two chunks', async () => {
    const bytes = Buffer.from('some words that fill a line of a text\n'.repeat(5000));
    const controller = new AbortController();
    let turns = 0;
    const giveWay = (): Promise<void> => {
      if (++turns === 3) controller.abort();
      return Promise.resolve();
    };
    const file = { path: 'large.txt', sizeBytes: bytes.length, mtimeMs: 1, contentHash: contentHash(bytes) };
    const provider = { id: 'fake', model: 'model', dimensions: 1 };
    const parts = {
      ...{ chunker, analyzer: new TermAnalyzer(), hash: contentHash, provider, logger: silentLogger },
      giveWay,
    };
    await expect(analyzeFile(file, bytes, parts, controller.signal)).rejects.toThrow(CancelledError);
    expect(turns).toBe(3);
  });

  it('reaches the chunker, and ends the run', async () => {
    const controller = new AbortController();
    const waiting: Chunker = {
      chunk: (_, signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            reject(new CancelledError());
          });
          controller.abort();
        }),
      dispose: () => undefined,
    };
    const store = {
      ...{ shards: [], shardOf: () => 0, find: () => undefined },
      divide: () => Promise.resolve(),
    } as unknown as IndexWriter;
    const parts = {
      ...{ source: new MemoryFileSource({ 'a.ts': 'let a;' }), store, chunker: waiting },
      ...{ provider: { limits: { inputsUnderWay: 1 } }, hash: contentHash, analyzer: new TermAnalyzer() },
      logger: silentLogger,
    } as unknown as IndexerParts;
    await expect(
      new Indexer(parts, store, new StaleFiles(), new CurrentWork()).indexAll(
        {},
        { signal: controller.signal },
      ),
    ).rejects.toThrow(CancelledError);
  });
});
