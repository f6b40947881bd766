import { describe, expect, it } from 'vitest';
import { emptyShard, updateShard } from '../../../src/engine/indexing/buildShard';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { vectorScores } from '../../../src/engine/retrieval/vectorRetriever';
import { indexedFile } from '../../support/memoryIndex';

const dimensions = 4;

/** Chunks with these vectors by file; a chunk without one has zeros. */
const vectors: Readonly<Record<string, readonly (readonly number[])[]>> = {
  'a.ts': [
    [100, 0, 0, 0],
    [0, 50, 0, 0],
  ],
  'b.ts': [[3, 4, 0, 0]],
  'c.ts': [
    [0, 0, 7, 0],
    [0, 0, 0, 0],
    [0, 2, 2, 1],
  ],
  'd.ts': [[0, 0, 0, 0]],
};

const unit = (vector: readonly number[]): number[] => {
  const length = Math.hypot(...vector);
  return vector.map((value) => (length === 0 ? 0 : value / length));
};
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('the cosines of files', () => {
  const files = Object.entries(vectors).map(([path, rows]) => {
    const file = indexedFile({ path, chunks: rows.map((_, i) => ({ text: `chunk ${i}` })) });
    const chunks = file.chunks.map((chunk, i) => {
      const length = Math.hypot(...rows[i]!);
      return { ...chunk, vector: Int8Array.from(rows[i]!), scale: length === 0 ? 0 : 1 / length };
    });
    return { ...file, chunks };
  });
  const shard = updateShard(emptyShard(dimensions), files, new Set(), new TermAnalyzer());
  const query = unit([1, 2, 3, 4]);
  const chunks = Float32Array.from(Object.values(vectors).flat(), (row) => dot(unit(row), query));

  it('are those of the mean of the unit vectors of their chunks, 0 without a vector', () => {
    const scores = vectorScores([shard], [chunks])[0]!;
    expect(scores.chunks).toBe(chunks);
    const expected = Object.values(vectors).map((rows) => {
      const sum = rows.map(unit).reduce((a, b) => a.map((value, i) => value + b[i]!));
      return dot(unit(sum), query);
    });
    expect([...scores.files].map((score) => score.toFixed(5))).toEqual(
      expected.map((score) => score.toFixed(5)),
    );
    // The same for the next query.
    expect(vectorScores([shard], [chunks])[0]!.files).toEqual(scores.files);
  });
});
