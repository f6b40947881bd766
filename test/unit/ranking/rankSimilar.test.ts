import { describe, expect, it } from 'vitest';
import { rankSimilar, type SimilarEvidence } from '../../../src/engine/ranking/rankSimilar';
import { lexicalEvidence, shardOf, type SmallFile, vectorsOf } from '../../support/memoryIndex';

const file = (path: string, ...texts: readonly string[]): SmallFile => ({
  path,
  chunks: texts.map((text) => ({ text })),
});

const shards = [
  shardOf([file('b.ts', 'retry upload', 'paint'), file('c.ts', 'retry upload')]),
  shardOf([file('a.ts', 'retry upload', 'retry')]),
];
/** By shard and chunk: b.ts 1 and 2, c.ts 1; a.ts 1 and 2. */
const cosines = [Float32Array.of(0.5, 0.9, -0.4), Float32Array.of(0.5, 0.2)];

const evidence = (text: string): SimilarEvidence => lexicalEvidence(shards, text);
const withVector = (text: string): SimilarEvidence => ({
  ...evidence(text),
  vector: cosines.map((chunks, s) => vectorsOf(shards[s]!, chunks)),
});

const rank = (found: SimilarEvidence, count = 10) =>
  rankSimilar(found, count).map((chunk) => {
    const { files, chunks } = shards[chunk.shard]!;
    const { path, firstChunk } = files[chunks.files[chunk.chunk]!]!;
    return { ...chunk, place: `${path} ${chunk.chunk - firstChunk + 1}` };
  });
const places = (found: SimilarEvidence, count?: number): string[] =>
  rank(found, count).map(({ place }) => place);

describe('chunks that are similar to a text', () => {
  it('are those with its words, if there is no vector; of equal ones, by path', () => {
    expect(places(evidence('retry upload'))).toEqual(['a.ts 1', 'b.ts 1', 'c.ts 1', 'a.ts 2']);
    for (const { cosine, score, words } of rank(evidence('retry upload'))) {
      expect([cosine, score]).toEqual([0, Math.fround(words)]);
    }
  });

  it('are by 60 % those with a near vector, by 40 % those with its words', () => {
    for (const { shard, chunk, score, cosine, words } of rank(withVector('retry upload'))) {
      expect(cosine).toBe(cosines[shard]![chunk]);
      expect(score).toBeCloseTo(0.6 * Math.max(0, cosine) + 0.4 * words, 6);
    }
    expect(places(withVector('retry upload'))).toEqual(['a.ts 1', 'b.ts 1', 'b.ts 2', 'c.ts 1', 'a.ts 2']);
  });

  it('have all its words if they score as its words do once each in a chunk of average length', () => {
    const { statistics, lexical } = evidence('retry upload');
    const full = statistics.idf.reduce((sum, idf) => sum + idf, 0);
    for (const { shard, chunk, words } of rank(evidence('retry upload'))) {
      expect(words).toBeCloseTo(Math.min(1, lexical[shard]!.chunks[chunk]! / full), 6);
    }
    const repeated = [shardOf([file('x.ts', 'retry retry retry', 'paint', 'paint', 'paint')])];
    expect(rankSimilar(lexicalEvidence(repeated, 'retry'), 1)[0]!.words).toBe(1);
  });

  it('are as many as asked for, and those as similar as the last', () => {
    expect(places(evidence('retry upload'), 1)).toEqual(['a.ts 1', 'b.ts 1', 'c.ts 1']);
    expect(places(withVector('paint'), 1)).toEqual(['b.ts 2']);
  });

  it('are in the files that the filter allows', () => {
    const found = lexicalEvidence(shards, 'retry upload', { excludedPaths: ['b.ts'] });
    expect(places(found)).toEqual(['a.ts 1', 'c.ts 1', 'a.ts 2']);
  });

  it('are in the order of lines within a file', () => {
    const same = [shardOf([file('x.ts', 'retry', 'retry', 'retry')])];
    expect(rankSimilar(lexicalEvidence(same, 'retry'), 5).map(({ chunk }) => chunk)).toEqual([0, 1, 2]);
  });

  it('do not exist for a text without words and without a vector', () => {
    expect(places(evidence('?'))).toEqual([]);
  });
});
