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

  it('computes the share of the query that a chunk has, by the rarity of its words, not by their number', () => {
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

  it('compares each name with the query by the rarity of its words', () => {
    const symbols = (...names: readonly string[]) =>
      names.map((name, i) => ({ name, kind: 'function' as const, line: i + 1 }));
    const shards = [
      shardOf([
        {
          path: 'a.ts',
          chunks: [
            { text: 'x', symbols: symbols('retryLater') },
            { text: 'x', symbols: symbols('retry', 'upload') },
          ],
        },
        { path: 'b.ts', chunks: [{ text: 'x', symbols: symbols('upload') }, { text: 'x' }] },
      ]),
      shardOf([{ path: 'c.ts', chunks: [{ text: 'x', symbols: symbols('upload') }] }]),
    ];
    const { scores } = scoreLexically(shards, analyzeQuery('retry upload', analyzer));
    // Of three files, one has a name with `retry` and all have one with `upload`.
    const idf = (having: number): number => Math.log(1 + (3 - having + 0.5) / (having + 0.5));
    const [retry, upload] = [idf(1), idf(3)];
    const [first, second] = scores;
    const rounded = (values: ArrayLike<number>): string[] => Array.from(values, (value) => value.toFixed(5));
    const cover = [retry, retry, upload, 0].map((weight) => weight / (retry + upload));
    // `retryLater` has three terms, `retry`, `later` and the whole, of which one is in the query.
    expect(rounded(first!.chunkNames)).toEqual(rounded([cover[0]! / 3, cover[1]!, cover[2]!, 0]));
    expect(rounded(first!.chunkNameCovers)).toEqual(rounded(cover));
    expect(rounded(first!.bestNames)).toEqual(rounded([cover[1]!, cover[2]!]));

    // BM25 of the names of each file, as one document: 5 names' terms in a.ts, 1 in b.ts, 1 in c.ts.
    const bm = (weight: number, count: number, length: number): number =>
      (weight * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / (7 / 3)));
    expect(rounded(first!.definitions)).toEqual(
      rounded([bm(retry, 2, 5) + bm(upload, 1, 5), bm(upload, 1, 1)]),
    );
    expect(rounded(second!.definitions)).toEqual(rounded([bm(upload, 1, 1)]));
  });

  it('weights an alternative by its probability, and counts the best of several', () => {
    const shards = [shardOf(files)];
    const [bear] = analyzer.termsOf('bear');
    const [moose] = analyzer.termsOf('moose');
    const [lion] = analyzer.termsOf('lion');
    const alternatives = [
      [
        { term: bear!, weight: 0.5 },
        { term: moose!, weight: 0.25 },
      ],
    ];
    const { scores, statistics } = scoreLexically(shards, { terms: [lion!], alternatives, identifiers: [] });
    // Of four chunks, two contain the term, and two its alternative.
    const idf = Math.log(1 + (4 - 3 + 0.5) / (3 + 0.5));
    expect(statistics.idf[0]).toBeCloseTo(idf, 5);
    const covers = [...scores[0]!.covers];
    [idf, idf, idf / 2, idf / 2].forEach((cover, chunk) => {
      expect(covers[chunk]).toBeCloseTo(cover, 5);
    });
    const lengths = [...shards[0]!.chunks.lengths];
    const mean = lengths.reduce((sum, length) => sum + length, 0) / 4;
    const score = (count: number, chunk: number): number =>
      (idf * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * lengths[chunk]!) / mean));
    // In the third chunk: bear twice and moose four times.
    [score(1, 0), score(4, 1), score(2 * 0.5 + 4 * 0.25, 2), score(0.5, 3)].forEach((expected, chunk) => {
      expect(scores[0]!.chunks[chunk]).toBeCloseTo(expected, 5);
    });
    // Of three files, one contains the term, and two an alternative that is half as likely.
    const fileIdf = Math.log(1 + (3 - 2 + 0.5) / (2 + 0.5));
    const fileLengths = [lengths[0]! + lengths[1]!, lengths[2]!, lengths[3]!];
    [5, 2, 0.5].forEach((count, file) => {
      const relative = fileLengths[file]! / ((mean * 4) / 3);
      const expected = (fileIdf * count * 2.2) / (count + 1.2 * (0.25 + 0.75 * relative));
      expect(scores[0]!.files[file]).toBeCloseTo(expected, 5);
    });
  });

  it('compares a name with an alternative by half if that is half as likely', () => {
    const symbols = (name: string) => [{ name, kind: 'function' as const, line: 1 }];
    const shards = [
      shardOf([
        { path: 'a.ts', chunks: [{ text: 'x', symbols: symbols('send') }] },
        { path: 'b.ts', chunks: [{ text: 'x', symbols: symbols('upload') }] },
      ]),
    ];
    const [send, upload] = ['send', 'upload'].map((word) => analyzer.termsOf(word)[0]!);
    const query = { terms: [send!], alternatives: [[{ term: upload!, weight: 0.5 }]], identifiers: [] };
    const { chunkNameCovers, bestNames } = scoreLexically(shards, query).scores[0]!;
    expect([...chunkNameCovers]).toEqual([1, 0.5]);
    expect([...bestNames]).toEqual([1, 0.25]);
  });

  it('returns the chunk that defines the name: the whole name, and the first of several', () => {
    const named = (path: string, ...names: readonly string[]): SmallFile => ({
      path,
      chunks: [
        { text: 'x' },
        ...names.map((name) => ({ text: name, symbols: [{ name, kind: 'function' as const, line: 1 }] })),
      ],
    });
    const shards = [
      shardOf([named('a.ts', 'cacheEntry', 'cache', 'cache'), named('b.ts', 'cacheEntry'), named('c.ts')]),
    ];
    const exact = (text: string): number[] => [
      ...scoreLexically(shards, analyzeQuery(text, analyzer)).scores[0]!.exactNameChunks,
    ];
    expect(exact('cache')).toEqual([2, -1, -1]);
    expect(exact('cacheEntry')).toEqual([1, 5, -1]);
    expect(exact('unknownName')).toEqual([-1, -1, -1]);
  });

  it('returns the only name of an index, and the first definition if it is the first chunk of all', () => {
    const chunk = { text: 'cache', symbols: [{ name: 'cache', kind: 'function' as const, line: 1 }] };
    const shards = [shardOf([{ path: 'a.ts', chunks: [chunk, chunk] }])];
    const { scores } = scoreLexically(shards, analyzeQuery('cache', analyzer));
    expect([...scores[0]!.exactNameChunks]).toEqual([0]);
  });

  it('compares each of thousands of names', () => {
    const names = Array.from({ length: 3000 }, (_, i) => (i % 1000 === 999 ? 'retryUpload' : 'paint'));
    const chunks = names.map((name) => ({
      text: 'x',
      symbols: [{ name, kind: 'function' as const, line: 1 }],
    }));
    const shards = [shardOf([{ path: 'a.ts', chunks }])];
    // The second query finds nothing that the first one left.
    for (const query of ['retry upload', 'upload']) {
      const { chunkNameCovers } = scoreLexically(shards, analyzeQuery(query, analyzer)).scores[0]!;
      const found = [...chunkNameCovers.entries()].filter(([, cover]) => cover > 0);
      expect(found).toEqual([999, 1999, 2999].map((chunk) => [chunk, 1]));
    }
  });

  it('returns numbers for an index without files and for one without names', () => {
    expect(scoreLexically([], analyzeQuery('cache', analyzer)).statistics.chunkCount).toBe(0);
    const { scores } = scoreLexically(
      [shardOf([{ path: 'a.ts', chunks: [{ text: 'cache' }] }])],
      analyzeQuery('cache', analyzer),
    );
    expect([...scores[0]!.definitions, ...scores[0]!.bestNames]).toEqual([0, 0]);
    expect(scores[0]!.chunks[0]).toBeGreaterThan(0);
  });
});
