import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { symbolKinds, type Shard, type ShardFile } from '../../src/engine/indexing/shard';
import type { IndexFingerprint } from '../../src/engine/indexing/indexStore';
import { openIndexStore } from '../../src/node/store/diskIndexStore';

/** Everything that an index stores about a file, except its time stamp. */
export interface StoredFile {
  readonly path: string;
  readonly contentHash: string;
  readonly skip: unknown;
  readonly chunks: readonly {
    readonly lines: readonly [number, number];
    readonly [detail: string]: unknown;
  }[];
}

/** Reads the only index below a directory, ordered by path. */
export async function readIndex(indexDirectory: string): Promise<StoredFile[]> {
  const directory = path.dirname(await findFile(indexDirectory, 'manifest.json'));
  const manifest = JSON.parse(await readFile(path.join(directory, 'manifest.json'), 'utf8')) as {
    fingerprint: IndexFingerprint;
  };
  const store = await openIndexStore({
    directory: path.dirname(directory),
    fingerprint: manifest.fingerprint,
  });
  return store.shards
    .flatMap((shard) => (shard ? shard.files.map((file) => describeFile(shard, file)) : []))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function describeFile(shard: Shard, file: ShardFile): StoredFile {
  const { chunks, symbols, dimensions } = shard;
  return {
    path: file.path,
    contentHash: file.contentHash,
    skip: file.skip,
    chunks: Array.from({ length: file.chunkCount }, (_, i) => {
      const chunk = file.firstChunk + i;
      const names = Array.from({ length: symbols.count }, (_unused, symbol) => symbol)
        .filter((symbol) => symbols.chunks[symbol] === chunk)
        .map(
          (symbol) =>
            `${symbolKinds[symbols.kinds[symbol]!]!} ${symbols.names.at(symbol)} ${symbols.lines[symbol]!}`,
        );
      return {
        lines: [chunks.startLines[chunk]!, chunks.endLines[chunk]!],
        breadcrumb: chunks.breadcrumbs.at(chunk),
        text: Buffer.from(chunks.textHashes.subarray(chunk * 16, chunk * 16 + 16)).toString('hex'),
        vector: Buffer.from(chunks.vectors.subarray(chunk * dimensions, (chunk + 1) * dimensions)).toString(
          'base64',
        ),
        scale: chunks.scales[chunk],
        words: chunks.lengths[chunk],
        names,
      };
    }),
  };
}

/** Number of embeddings in the caches below a directory, and number of different texts among them. */
export async function countCachedEmbeddings(
  indexDirectory: string,
): Promise<{ records: number; distinct: number }> {
  const keyBytes = 20;
  const keys = await readFile(await findFile(indexDirectory, 'keys'));
  const all = Array.from({ length: Math.floor(keys.length / keyBytes) }, (_, i) =>
    keys.subarray(i * keyBytes, i * keyBytes + 16).toString('hex'),
  );
  return { records: all.length, distinct: new Set(all).size };
}

async function findFile(directory: string, name: string): Promise<string> {
  const found = (await readdir(directory, { recursive: true })).filter((entry) =>
    path.basename(entry).includes(name),
  );
  if (found.length !== 1) throw new Error(`${found.length} files named ${name} below ${directory}`);
  return path.join(directory, found[0]!);
}
