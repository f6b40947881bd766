import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silentLogger } from '../../src/common/logger';
import { chunkingVersion, createChunker, type Chunker } from '../../src/engine/chunking/chunker';
import type { EmbeddingCache } from '../../src/engine/embedding/embeddingCache';
import type { EmbeddingProvider } from '../../src/engine/embedding/embeddingProvider';
import type { QuantizedVector } from '../../src/engine/embedding/quantize';
import { FolderIndex } from '../../src/engine/folderIndex';
import type { Shard, ShardFile } from '../../src/engine/indexing/shard';
import { lexicalVersion, TermAnalyzer } from '../../src/engine/retrieval/terms';
import { contentHash } from '../../src/node/sha256ContentHash';
import { createProvider } from '../../src/node/createProvider';
import { createGrammarSource } from '../../src/node/nodeGrammarSource';
import { NodeFileSource } from '../../src/node/nodeFileSource';
import { openIndexStore, type DiskIndexStore } from '../../src/node/store/diskIndexStore';
import { encodeShard } from '../../src/node/store/shardFormat';

/** An index on disk of the changed folder. */
export interface FolderWithStore {
  readonly index: FolderIndex;
  readonly store: DiskIndexStore;
}

/**
 * Creates indexes of one folder with the built-in model. All use one embedding cache, because embedding is not what
 * is verified.
 */
export class Indexes {
  private readonly vectors = new Map<string, QuantizedVector>();
  private readonly chunks = new Map<string, ReturnType<Chunker['chunk']>>();
  private readonly chunker: Chunker;
  private readonly analyzer = new TermAnalyzer();

  private constructor(
    private readonly folder: string,
    private readonly provider: EmbeddingProvider,
    dist: string,
  ) {
    this.chunker = createChunker(createGrammarSource(path.join(dist, 'grammars')));
  }

  static async create(folder: string, dist: string): Promise<Indexes> {
    const options = { provider: { provider: 'builtin' }, cacheDirectory: tmpdir() };
    return new Indexes(folder, (await createProvider(options, dist)).provider, dist);
  }

  /** Opens the index in a directory, as a new process would. */
  open(directory: string): Promise<FolderWithStore> {
    return this.openWith(directory, this.chunker);
  }

  /** Content of an index built from scratch, by shard; undefined if a shard has no file. */
  async buildFromScratch(): Promise<readonly (Shard | undefined)[]> {
    const directory = mkdtempSync(path.join(tmpdir(), 'verify-changes-new-'));
    try {
      const { index, store } = await this.openWith(directory, this.rememberingChunker());
      await index.update();
      return store.shards;
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }

  private async openWith(directory: string, chunker: Chunker): Promise<FolderWithStore> {
    const { folder, provider, analyzer } = this;
    const fingerprint = {
      provider: provider.id,
      host: '',
      model: provider.model,
      dimensions: provider.dimensions,
      ...{ promptVersion: 1, chunkingVersion, lexicalVersion },
    };
    const store = await openIndexStore({ directory, fingerprint, analyzer });
    const index = new FolderIndex({
      ...{ folder, store, chunker, provider, analyzer },
      source: new NodeFileSource(folder),
      cache: this.cache(),
      hash: contentHash,
      logger: silentLogger,
      corpus: {},
    });
    return { index, store };
  }

  private cache(): EmbeddingCache {
    return {
      getMany: (keys) => Promise.resolve(keys.map((key) => this.vectors.get(key))),
      putMany: (keys, { data, scales, dimensions }) => {
        for (const [i, key] of keys.entries()) {
          const vector = data.slice(i * dimensions, (i + 1) * dimensions);
          this.vectors.set(key, { data: vector, scale: scales[i]! });
        }
        return Promise.resolve();
      },
    };
  }

  /**
   * Reuses chunks, because most files are the same at each comparison. The verified index does not use this cache.
   */
  private rememberingChunker(): Chunker {
    return {
      chunk: (file) => {
        const key = `${file.language} ${contentHash(file.text)}`;
        let chunks = this.chunks.get(key);
        if (!chunks) this.chunks.set(key, (chunks = this.chunker.chunk(file)));
        return chunks;
      },
      dispose: () => undefined,
    };
  }
}

/** Differences between two indexes except the stamps of their files: one line for each path or shard. */
export function differencesOf(
  found: readonly (Shard | undefined)[],
  expected: readonly (Shard | undefined)[],
): string[] {
  return expected.flatMap((shard, i) => {
    const [a, b] = [withoutStamps(found[i]), withoutStamps(shard)];
    if (a === undefined || b === undefined) return a === b ? [] : describe(i, a, b);
    return encodeShard(a).equals(encodeShard(b)) ? [] : describe(i, a, b);
  });
}

function describe(number: number, found: Shard | undefined, expected: Shard | undefined): string[] {
  const recordsOf = (shard: Shard | undefined): Map<string, string> =>
    new Map(shard?.files.map(({ firstChunk, ...file }) => [file.path, JSON.stringify(file)]));
  const [a, b] = [recordsOf(found), recordsOf(expected)];
  const differing = [...new Set([...a.keys(), ...b.keys()])].filter((file) => a.get(file) !== b.get(file));
  if (differing.length === 0) return [`shard ${number}: chunks, vectors, symbols or postings differ`];
  return differing.map(
    (file) => `${file}: ${a.get(file) ?? 'missing'} instead of ${b.get(file) ?? 'nothing'}`,
  );
}

function withoutStamps(shard: Shard | undefined): Shard | undefined {
  if (!shard || shard.files.length === 0) return undefined;
  const files = shard.files.map(({ ctimeMs, inode, racy, ...file }): ShardFile => ({ ...file, mtimeMs: 0 }));
  return { ...shard, files };
}
