import { describe, expect, it } from 'vitest';
import { PathComparer } from '../../../src/engine/ranking/pathLikeness';
import { rankFiles, signalsOf, type Evidence } from '../../../src/engine/ranking/rank';
import { signalNames, type SignalName, type SignalValues } from '../../../src/engine/ranking/signals';
import { termHash } from '../../../src/engine/retrieval/termHash';
import { lexicalEvidence, shardOf, type SmallFile, vectorsOf } from '../../support/memoryIndex';
import { repositoryEvidence } from './smallRepository';

const noWeights = Object.fromEntries(signalNames.map((name) => [name, 0])) as SignalValues;
const only = (name: SignalName) => ({
  sentence: { ...noWeights, [name]: 1 },
  longer: {},
  symbol: { ...noWeights, [name]: 1 },
});

const rank = (evidence: Evidence, name: SignalName) =>
  rankFiles(evidence, only(name)).map((ranked) => ({
    path: evidence.shards[ranked.shard]!.files[ranked.file]!.path,
    score: ranked.score,
    signals: signalsOf(ranked),
  }));

const signalsByPath = (evidence: Evidence) =>
  new Map(rank(evidence, 'test').map(({ path, signals }) => [path, signals]));

describe('the signals of a file', () => {
  const query = 'where are expired sessions removed from the SessionStore';
  const evidence = repositoryEvidence(query);

  it.each(signalNames)('%s alone orders files by its value', (name) => {
    const ranked = rank(evidence, name);
    expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ signals }) => signals[name]));
    const values = ranked.map(({ signals }) => signals[name]);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(new Set(values).size).toBeGreaterThan(1);
  });

  it('that are shares are 1 for the largest of the files', () => {
    for (const name of [
      'chunkLexical',
      'fileLexical',
      'definedNames',
      'centrality',
      'depth',
      'length',
    ] as const) {
      const values = [...signalsByPath(evidence).values()].map((signals) => signals[name]);
      expect(Math.max(...values)).toBe(1);
    }
    const depths = [...signalsByPath(evidence)].map(([path, { depth }]) => [path, depth] as const);
    for (const [path, depth] of depths) expect(depth).toBe((path.split('/').length - 1) / 4);
  });

  it('that are shares are 1 for the largest, however small it is', () => {
    const twins = ['a.ts', 'b.ts'].map((path) => ({ path, chunks: [{ text: 'twin words' }] }));
    const small = lexicalEvidence([shardOf(twins)], 'the twin');
    expect(small.lexical[0]!.chunks[0]).toBeLessThan(1);
    for (const { chunkLexical, fileLexical } of signalsByPath(small).values()) {
      expect([chunkLexical, fileLexical]).toEqual([1, 1]);
    }
  });

  it('that are cosines are deviations above the mean of all files with a vector', () => {
    const cosines = [0.7, 0.15, 0.6, 0.4, 0.65, 0.2, 0.35];
    const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
    const deviation = Math.sqrt(
      cosines.reduce((sum, cosine) => sum + (cosine - mean) ** 2, 0) / cosines.length,
    );
    const signals = signalsByPath(evidence);
    expect(signals.get('src/session/sessionStore.ts')!.chunkCosine).toBeCloseTo((0.7 - mean) / deviation, 4);
    expect(signals.get('src/session/index.ts')!.chunkCosine).toBeCloseTo((0.15 - mean) / deviation, 4);
  });

  it('are 0 for cosines if the query has no vector', () => {
    const signals = signalsByPath({ ...evidence, vector: undefined });
    for (const { chunkCosine, fileCosine } of signals.values())
      expect([chunkCosine, fileCosine]).toEqual([0, 0]);
  });

  it('classify the file', () => {
    const signals = signalsByPath(evidence);
    const sortOf = (path: string) => {
      const { test, example, index, docs } = signals.get(path)!;
      return { test, example, index, docs };
    };
    const plain = { test: 0, example: 0, index: 0, docs: 0 };
    expect(sortOf('src/session/sessionStore.ts')).toEqual(plain);
    expect(sortOf('src/session/sessionStore.test.ts')).toEqual({ ...plain, test: 1 });
    expect(sortOf('src/session/index.ts')).toEqual({ ...plain, index: 1 });
    expect(sortOf('examples/sessions.ts')).toEqual({ ...plain, example: 1 });
    expect(sortOf('docs/sessions.md')).toEqual({ ...plain, docs: 1 });
  });
});

describe('the name of a file', () => {
  const chunks = [{ text: 'token cookie session' }];
  const shards = [shardOf([{ path: 'src/tokenStore.ts', chunks }, ...fillers()])];
  const stemOf = (evidence: Evidence) => {
    const { stemCover, stemPrecision, stemMatch } = signalsByPath(evidence).get('src/tokenStore.ts')!;
    return { stemCover, stemPrecision, stemMatch };
  };

  it('counts for the share of the query that it has, and for the share of it that is in the query', () => {
    const evidence = lexicalEvidence(shards, 'token of the session');
    const [token, session] = evidence.statistics.idf;
    const stem = stemOf(evidence);
    expect(stem.stemCover).toBeCloseTo(token! / (token! + session!), 5);
    expect(stem.stemPrecision).toBe(0.5);
    expect(stem.stemMatch).toBeCloseTo(stem.stemCover / 2, 5);
  });

  it('counts for all of a query of one word, even if the word is in every file', () => {
    const common = [shardOf([{ path: 'src/session.ts', chunks }, ...fillers()])];
    const evidence = lexicalEvidence(common, 'the session');
    expect(evidence.statistics.idf[0]).toBeLessThan(0.1);
    const { stemCover, stemPrecision } = signalsByPath(evidence).get('src/session.ts')!;
    expect([stemCover, stemPrecision]).toEqual([1, 1]);
  });

  it('counts 0 if it has no comparable words', () => {
    const evidence = lexicalEvidence([shardOf([{ path: 'src/令牌.ts', chunks }])], 'token of the session');
    const { stemCover, stemPrecision, stemMatch } = signalsByPath(evidence).get('src/令牌.ts')!;
    expect([stemCover, stemPrecision, stemMatch]).toEqual([0, 0, 0]);
  });

  it('counts for an alternative with its weight, of several with the best', () => {
    const evidence = lexicalEvidence(shards, 'cookie session');
    const token = { term: termHash('token'), weight: 0.5 };
    const store = { term: termHash('store'), weight: 0.25 };
    const query = { ...evidence.query, alternatives: [[store, token, { ...store, weight: 0.4 }], []] };
    const [cookie, session] = evidence.statistics.idf;
    const stem = stemOf({ ...evidence, query });
    expect(stem.stemCover).toBeCloseTo((0.5 * cookie!) / (cookie! + session!), 5);
    expect(stem.stemPrecision).toBe(0.25);
  });
});

describe('the order of files', () => {
  const twin = (path: string): SmallFile => ({ path, chunks: [{ text: 'twin words here' }] });

  it('is by path for equal scores, in whatever shards they are', () => {
    const shards = ['x/c.ts', 'x/a.ts', 'x/d.ts', 'x/b.ts'].map((path) => shardOf([twin(path)]));
    const ranked = rank(lexicalEvidence(shards, 'twin words'), 'docs');
    expect(ranked.map(({ path }) => path)).toEqual(['x/a.ts', 'x/b.ts', 'x/c.ts', 'x/d.ts']);
  });

  it('has no file that only the filter excludes, and each file once', () => {
    const shards = [shardOf([twin('a.ts'), twin('b.py')]), shardOf([twin('c.ts')])];
    const evidence = lexicalEvidence(shards, 'twin words', { extensions: ['ts'] });
    expect(rank(evidence, 'length').map(({ path }) => path)).toEqual(['a.ts', 'c.ts']);
  });

  it('has the hundred best files of each retriever, and all that are as good as the last of them', () => {
    const strong = Array.from({ length: 150 }, (_, i) => ({
      path: `a/${i}.ts`,
      chunks: [{ text: `cache ${'filler '.repeat(i % 30)}` }],
    }));
    const ranked = rank(lexicalEvidence([shardOf(strong)], 'cache'), 'chunkLexical');
    // Files of equal lengths are equally good: 30 groups of 5.
    expect(ranked).toHaveLength(100);
    const ties = strong.map((file) => ({ ...file, chunks: [{ text: 'cache' }] }));
    expect(rank(lexicalEvidence([shardOf(ties)], 'cache'), 'length')).toHaveLength(150);
  });

  it('has scores that are numbers for a query without words', () => {
    const shards = [shardOf([twin('a.ts'), twin('b.ts')])];
    const vector = [vectorsOf(shards[0]!, Float32Array.of(0.1, 0.9))];
    const [first, second] = rank({ ...lexicalEvidence(shards, '?'), vector }, 'stemCover');
    expect([first!.signals.stemCover, second!.score]).toEqual([0, 0]);
  });

  it('contains files that only a vector finds', () => {
    const shards = [shardOf([twin('a.ts'), { path: 'b.ts', chunks: [{ text: 'no word of it' }] }])];
    const evidence = lexicalEvidence(shards, 'the twin');
    const vector = [vectorsOf(shards[0]!, Float32Array.of(0.1, 0.9), Float32Array.of(0.1, 0.9))];
    expect(rank(evidence, 'chunkLexical').map(({ path }) => path)).toEqual(['a.ts']);
    expect(rank({ ...evidence, vector }, 'chunkCosine').map(({ path }) => path)).toEqual(['b.ts', 'a.ts']);
    const none = new PathComparer('the twin', undefined);
    expect(rank({ ...evidence, vector, paths: none }, 'fileCosine').map(({ path }) => path)).toEqual([
      'b.ts',
      'a.ts',
    ]);
  });
});

function fillers(): SmallFile[] {
  return Array.from({ length: 6 }, (_, i) => ({
    path: `src/filler${i}.ts`,
    chunks: [{ text: `session ${i}` }],
  }));
}
