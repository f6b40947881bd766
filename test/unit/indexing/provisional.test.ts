import { beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { runtimeName, type GrammarSource } from '../../../src/engine/chunking/grammarSource';
import type { EmbeddingProvider } from '../../../src/engine/embedding/embeddingProvider';
import { FolderIndex } from '../../../src/engine/folderIndex';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { type DiskIndexStore, openIndexStore } from '../../../src/node/store/diskIndexStore';
import { grammars } from '../chunking/chunkFixture';
import { MemoryFileSource } from '../corpus/memoryFileSource';
import { temporaryDirectory } from '../store/temporaryDirectory';

const fingerprint = {
  ...{ provider: 'fake', host: '', model: 'ones', dimensions: 2 },
  ...{ promptVersion: 1, chunkingVersion: 1, lexicalVersion: 1 },
};
const one = Float32Array.of(1, 0);
const provider: EmbeddingProvider = {
  ...{ id: 'fake', model: 'ones', dimensions: 2, limits: { maxInputs: 10, inputsUnderWay: 10 } },
  embedDocuments: (texts) => Promise.resolve(texts.map(() => one)),
  embedQuery: () => Promise.resolve(one),
};
const text = `${'function first() {\n  call();\n}\n'.repeat(40)}const last = 1;\n`;

describe('a file that could not be divided by syntax for a temporary reason', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await temporaryDirectory();
  });

  /** A separate engine on the same index, as after a restart. */
  async function openFolder(source: GrammarSource): Promise<{ index: FolderIndex; store: DiskIndexStore }> {
    const analyzer = new TermAnalyzer();
    const store = await openIndexStore({ directory, fingerprint, analyzer });
    const index = new FolderIndex({
      ...{ folder: '/folder', source: new MemoryFileSource({ 'a.js': text }), store, provider, analyzer },
      ...{ chunker: createChunker(source), hash: contentHash, logger: silentLogger, corpus: {} },
      cache: {
        getMany: (keys) => Promise.resolve(keys.map(() => undefined)),
        putMany: () => Promise.resolve(),
      },
    });
    return { index, store };
  }

  const busy: GrammarSource = {
    load: (name) => (name === runtimeName ? grammars.load(name) : Promise.reject(new Error('EMFILE'))),
    newTreeSitter: () => grammars.newTreeSitter(),
  };
  const reason = 'Grammar javascript cannot be loaded: EMFILE';

  it('is reported and shown, and retried by the next run until it succeeds', async () => {
    const first = await openFolder(busy);
    const report = await first.index.update();
    expect(report).toMatchObject({ files: 1, failed: [], provisional: [{ path: 'a.js', reason }] });
    const { entries } = await first.index.inventory({ directory: '' });
    expect(entries[0]).toMatchObject({ state: 'indexed', reason: 'provisional', detail: reason });

    const second = await openFolder(busy);
    const before = second.store.revision;
    expect(await second.index.update()).toMatchObject({ embedded: 0, provisional: [{ path: 'a.js' }] });
    // No improvement, so nothing was written.
    expect(second.store.revision).toBe(before);

    const third = await openFolder(grammars);
    expect(await third.index.update()).toMatchObject({ provisional: [] });
    expect((await third.index.inventory({ directory: '' })).entries[0]).not.toHaveProperty('reason');
    const names = third.store.shards.flatMap((shard) =>
      shard ? [...Array(shard.symbols.count).keys()].map((i) => shard.symbols.names.at(i)) : [],
    );
    expect(names).toContain('last');
    expect(await third.index.update()).toMatchObject({ embedded: 0, provisional: [] });
  });
});
