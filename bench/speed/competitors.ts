import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { LocalIndex, type IndexItem } from 'vectra';

const run = promisify(execFile);

/** Milliseconds that ripgrep takes for its arguments; undefined if it is not installed. */
export async function ripgrepMs(args: readonly string[]): Promise<number | undefined> {
  const started = performance.now();
  try {
    await run('rg', [...args], { maxBuffer: 1 << 30 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    // Exit code 1 means that nothing was found.
  }
  return performance.now() - started;
}

/** The floor of any index: every file is only read and hashed. Milliseconds. */
export async function readAndHashMs(folder: string): Promise<number> {
  const started = performance.now();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    createHash('sha256')
      .update(await readFile(path.join(entry.parentPath, entry.name)))
      .digest();
  }
  return performance.now() - started;
}

/** Random unit vectors. */
export function randomVectors(count: number, dimensions: number): Float32Array {
  const values = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    let square = 0;
    for (let d = 0; d < dimensions; d++) {
      const value = Math.random() - 0.5;
      values[row * dimensions + d] = value;
      square += value * value;
    }
    const norm = Math.sqrt(square);
    for (let d = 0; d < dimensions; d++) values[row * dimensions + d]! /= norm;
  }
  return values;
}

/** A plain scan in memory: float32 dot products in a loop. Milliseconds of each round. */
export function plainScanMs(vectors: Float32Array, dimensions: number, rounds: number): number[] {
  const query = randomVectors(1, dimensions);
  const scores = new Float32Array(vectors.length / dimensions);
  return Array.from({ length: rounds }, () => {
    const started = performance.now();
    for (let row = 0; row < scores.length; row++) {
      let dot = 0;
      const start = row * dimensions;
      for (let d = 0; d < dimensions; d++) dot += vectors[start + d]! * query[d]!;
      scores[row] = dot;
    }
    return performance.now() - started;
  });
}

/**
 * The query of unmodified vectra over the same number of vectors. Its own writing is not measured: it cannot write
 * 100,000.
 */
export async function stockVectraMs(
  vectors: Float32Array,
  dimensions: number,
  rounds: number,
): Promise<number[]> {
  const count = vectors.length / dimensions;
  const items = Array.from({ length: count }, (_, i): IndexItem => ({
    id: String(i),
    metadata: {},
    vector: Array.from(vectors.subarray(i * dimensions, (i + 1) * dimensions)),
    norm: 1,
  }));
  class LoadedIndex extends LocalIndex {
    protected override loadIndexData(): Promise<void> {
      Object.assign(this, { _data: { version: 1, metadata_config: {}, items } });
      return Promise.resolve();
    }
  }
  const index = new LoadedIndex('bench');
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const query = Array.from(randomVectors(1, dimensions));
    const started = performance.now();
    await index.queryItems(query, '', 10);
    times.push(performance.now() - started);
  }
  return times;
}

/** The part of `@lancedb/lancedb` that is measured. */
interface LanceDb {
  connect(directory: string): Promise<{
    createTable(
      name: string,
      rows: readonly object[],
    ): Promise<{
      add(rows: readonly object[]): Promise<unknown>;
      search(vector: Float32Array): { limit(count: number): { toArray(): Promise<unknown[]> } };
    }>;
    close(): void;
  }>;
}

/**
 * LanceDB over the same vectors, without an index, so that its answers are exact as ours. Milliseconds of each round.
 *
 * @param installation directory in which `@lancedb/lancedb` is installed; it is no dependency, because it is native
 * @param directory where the table is written
 */
export async function lanceDbMs(
  installation: string,
  directory: string,
  { vectors, dimensions, rounds }: { vectors: Float32Array; dimensions: number; rounds: number },
): Promise<number[]> {
  const lanceDb = createRequire(path.join(path.resolve(installation), 'index.js'))(
    '@lancedb/lancedb',
  ) as LanceDb;
  const database = await lanceDb.connect(directory);
  const count = vectors.length / dimensions;
  const rowsFrom = (first: number): object[] =>
    Array.from({ length: Math.min(20_000, count - first) }, (_, i) => ({
      id: first + i,
      vector: vectors.subarray((first + i) * dimensions, (first + i + 1) * dimensions),
    }));
  const table = await database.createTable('vectors', rowsFrom(0));
  for (let first = 20_000; first < count; first += 20_000) await table.add(rowsFrom(first));
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const query = randomVectors(1, dimensions);
    const started = performance.now();
    await table.search(query).limit(10).toArray();
    times.push(performance.now() - started);
  }
  database.close();
  return times;
}
