import { describe, expect, it } from 'vitest';
import { scoreLexically } from '../../../src/engine/retrieval/lexicalRetriever';
import { analyzeQuery } from '../../../src/engine/retrieval/query';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { shardOf, type SmallFile } from '../../support/memoryIndex';

const analyzer = new TermAnalyzer();

/** Chunks as lists of words, none of which occurs in the path. */
const texts: Readonly<Record<string, readonly string[]>> = {
  'a/one.ts': ['zebra lion', 'lion lion lion lion tiger'],
  'b/two.ts': ['zebra bear bear wolf wolf wolf moose moose moose moose'],
  'c/three.ts': ['bear wolf'],
};
const files: SmallFile[] = Object.entries(texts).map(([path, chunks]) => ({
  path,
  chunks: chunks.map((text) => ({ text })),
}));

/** Okapi BM25 with its usual constants, implemented from the formula (Robertson and Zaragoza, 2009), with Lucene's idf. */
function bm25(
  query: readonly string[],
  documents: readonly (readonly string[])[],
  document: readonly string[],
  lengths: readonly number[],
): number {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / documents.length;
  const length = lengths[documents.indexOf(document)]!;
  return query.reduce((sum, word) => {
    const having = documents.filter((other) => other.includes(word)).length;
    const idf = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
    const count = document.filter((other) => other === word).length;
    return sum + (idf * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / mean));
  }, 0);
}

describe('scoreLexically', () => {
  const query = ['zebra', 'lion', 'wolf'];

  it.each([
    ['in one shard', [shardOf(files)]],
    ['over shards, as over one', files.map((file) => shardOf([file]))],
  ])('scores chunks and files by BM25, %s', (_, shards) => {
    const { scores } = scoreLexically(shards, analyzeQuery(query.join(' '), analyzer));
    const placed = shards.flatMap((shard, s) => shard.files.map((file, f) => ({ shard, s, file, f })));
    // As counted by the shard: including the words of the path.
    const lengthsOf = (path: string): number[] => {
      const { shard, f } = placed.find(({ file }) => file.path === path)!;
      return [...shard.chunks.lengths].filter((_, chunk) => shard.chunks.files[chunk] === f);
    };

    const chunks = Object.values(texts)
      .flat()
      .map((text) => text.split(' '));
    const chunkLengths = Object.keys(texts).flatMap(lengthsOf);
    const expectedChunks = chunks.map((chunk) => bm25(query, chunks, chunk, chunkLengths));
    expect(scores.flatMap((score) => [...score.chunks]).map((score) => score.toFixed(4))).toEqual(
      expectedChunks.map((score) => score.toFixed(4)),
    );

    const whole = Object.values(texts).map((parts) => parts.join(' ').split(' '));
    const fileLengths = Object.keys(texts).map((path) => lengthsOf(path).reduce((a, b) => a + b, 0));
    const expectedFiles = whole.map((file) => bm25(query, whole, file, fileLengths));
    expect(scores.flatMap((score) => [...score.files]).map((score) => score.toFixed(4))).toEqual(
      expectedFiles.map((score) => score.toFixed(4)),
    );
  });

  it('says how much of the query a chunk has, by the rarity of its words, however often it has them', () => {
    const shards = [shardOf(files)];
    const { scores, statistics } = scoreLexically(shards, analyzeQuery('lion wolf', analyzer));
    const [lion, wolf] = statistics.idf;
    const covers = [...scores[0]!.covers].map((cover) => cover.toFixed(5));
    expect(covers).toEqual([lion!, lion!, wolf!, wolf!].map((cover) => cover.toFixed(5)));
  });

  it('compares names with the query: the same words are 1, others less', () => {
    const named = (path: string, name: string): SmallFile => ({
      path,
      chunks: [{ text: name, symbols: [{ name, kind: 'function', line: 1 }] }],
    });
    const shards = [
      shardOf([
        named('a.ts', 'retryUpload'),
        named('b.ts', 'retryUploadLater'),
        named('c.ts', 'retry'),
        named('d.ts', 'other'),
      ]),
    ];
    // A compound name counts as itself and as its parts.
    const [scores] = scoreLexically(shards, analyzeQuery('retryUpload', analyzer)).scores;
    const [same, longer, part, none] = scores!.bestNames;
    expect(same).toBeCloseTo(1);
    expect(longer).toBeLessThan(same!);
    expect(part).toBeLessThan(longer!);
    expect(part).toBeGreaterThan(0);
    expect(none).toBe(0);
    expect([...scores!.exactNameChunks]).toEqual([0, -1, -1, -1]);
  });
});
