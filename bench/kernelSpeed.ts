/**
 * Measures how fast 100,000 vectors of 256 dimensions are scored: by the SIMD kernel, its fallback, a plain loop over
 * float32, and unmodified vectra, all in the same run.
 *
 *   kernelSpeed [--chunks N] [--dimensions N]
 */
import { parseArgs } from 'node:util';
import { LocalIndex, VirtualFileStorage, type IndexCodec, type IndexData } from 'vectra';
import { quantize } from '../src/engine/embedding/quantize';
import { VectorBlock } from '../src/engine/retrieval/kernel/vectorBlock';

const shards = 64;
const rounds = 15;

/** Unit vectors of random direction, row after row. */
function randomVectors(count: number, dimensions: number): Float32Array {
  const vectors = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions);
    let squares = 0;
    for (let i = 0; i < dimensions; i++) squares += (vector[i] = Math.random() - 0.5) ** 2;
    for (let i = 0; i < dimensions; i++) vector[i]! /= Math.sqrt(squares);
  }
  return vectors;
}

function fill(block: VectorBlock, vectors: Float32Array, count: number): void {
  const { dimensions } = block;
  for (let shard = 0; shard < shards; shard++) {
    const first = Math.floor((shard * count) / shards);
    const rows = Math.floor(((shard + 1) * count) / shards) - first;
    const data = new Int8Array(rows * dimensions);
    const scales = Float32Array.from({ length: rows }, (_, row) => {
      const start = (first + row) * dimensions;
      return quantize(vectors.subarray(start, start + dimensions), data, row * dimensions);
    });
    block.set(shard, data, scales);
  }
}

function dotProducts(vectors: Float32Array, query: Float32Array, scores: Float32Array): void {
  for (let row = 0; row < scores.length; row++) {
    const start = row * query.length;
    let sum = 0;
    for (let i = 0; i < query.length; i++) sum += vectors[start + i]! * query[i]!;
    scores[row] = sum;
  }
}

/** vectra's own index over the same vectors. They are set as loaded data, because inserting them takes minutes. */
async function stockIndex(vectors: Float32Array, count: number, dimensions: number): Promise<LocalIndex> {
  const items = Array.from({ length: count }, (_, row) => ({
    id: String(row),
    metadata: {},
    vector: Array.from(vectors.subarray(row * dimensions, (row + 1) * dimensions)),
    norm: 1,
  }));
  const data: IndexData = { version: 1, metadata_config: {}, items };
  const storage = new VirtualFileStorage();
  await storage.upsertFile('index/index.json', 'read by the codec below');
  const codec: Pick<IndexCodec, 'extension' | 'deserializeIndex'> = {
    extension: '.json',
    deserializeIndex: () => data,
  };
  return new LocalIndex('index', undefined, storage, codec as IndexCodec);
}

/** Median, after the same number of warm-up rounds. */
async function medianMs(task: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds * 2; round++) {
    const start = performance.now();
    await task();
    times.push(performance.now() - start);
  }
  return times.slice(rounds).sort((a, b) => a - b)[rounds >> 1]!;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      chunks: { type: 'string', default: '100000' },
      dimensions: { type: 'string', default: '256' },
    },
  });
  const [count, dimensions] = [Number(values.chunks), Number(values.dimensions)];
  const vectors = randomVectors(count, dimensions);
  const query = randomVectors(1, dimensions);
  const simd = new VectorBlock(dimensions);
  const scalar = new VectorBlock(dimensions, () => undefined);
  fill(simd, vectors, count);
  fill(scalar, vectors, count);
  const scores = new Float32Array(count);
  const stock = await stockIndex(vectors, count, dimensions);

  const floor = await medianMs(() => simd.scores(query));
  const report = (what: string, ms: number): void => {
    console.log(`${what.padEnd(42)}${ms.toFixed(2).padStart(9)} ms${(ms / floor).toFixed(1).padStart(8)}x`);
  };
  console.log(`${count} vectors of ${dimensions} dimensions, one query`);
  report(`SIMD kernel, ${shards} shards`, floor);
  report('its fallback in JavaScript', await medianMs(() => scalar.scores(query)));
  report(
    'plain loop over Float32Array',
    await medianMs(() => {
      dotProducts(vectors, query, scores);
    }),
  );
  report('vectra, queryItems of 10', await medianMs(() => stock.queryItems(Array.from(query), '', 10)));
}

void main();
