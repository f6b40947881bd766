import { describe, expect, it } from 'vitest';
import { type FilePosition, PathComparer, PathVectorCache } from '../../../src/engine/ranking/pathLikeness';
import type { Shard } from '../../../src/engine/indexing/shard';
import { shardOf } from '../../support/memoryIndex';

const chunks = [{ text: 'const x = 1;' }];
const shard = shardOf(
  ['lib/session/tokenStore.ts', 'lib/throttle/index.ts', 'src/util/x.ts', 'src/util/令牌.ts'].map((path) => ({
    path,
    chunks,
  })),
);
const numberOf = (path: string): number => shard.files.findIndex((file) => file.path === path);

/** Has two dimensions of meaning. */
const meanings = [
  ['session', 'login', 'sign'],
  ['throttle', 'limit', 'rate'],
];
let asked: string[] = [];
const model = (text: string): Float32Array | undefined => {
  asked.push(text);
  const counts = meanings.map((words) => text.split(' ').filter((word) => words.includes(word)).length);
  const length = Math.hypot(...counts);
  return length === 0 ? undefined : Float32Array.from(counts, (count) => count / length);
};

const likeness = (text: string, path: string, cache?: PathVectorCache) =>
  new PathComparer(text, cache).likenessesOf([shard], [{ shard: 0, file: numberOf(path) }])[0]!;

describe('a path is similar to a query', () => {
  it('by the mean of the words of its name, without the function words of the question', () => {
    expect(likeness('where is the token kept', 'lib/session/tokenStore.ts').stem).toBe(0.5);
    expect(likeness('store of tokens', 'lib/session/tokenStore.ts').stem).toBe(1);
    expect(likeness('how is it done', 'src/util/x.ts')).toEqual({ stem: 0, path: 0 });
  });

  it('by 0 if its name has no comparable words', () => {
    expect(likeness('token', 'src/util/令牌.ts')).toEqual({ stem: 0, path: 0 });
  });

  it('by the name of its folder, if its own name is generic', () => {
    expect(likeness('throttled requests', 'lib/throttle/index.ts').stem).toBe(1);
  });

  it('by its meaning, if there is a model', () => {
    const cache = new PathVectorCache(model);
    expect(likeness('rate limit', 'lib/throttle/index.ts', cache).stem).toBeCloseTo(1, 2);
    expect(likeness('rate limit', 'lib/throttle/index.ts', cache).path).toBeCloseTo(1, 2);
    const { stem, path } = likeness('login', 'lib/session/tokenStore.ts', cache);
    expect(stem).toBe(0);
    expect(path).toBeCloseTo(1, 2);
    expect(likeness('login', 'lib/throttle/index.ts', cache).path).toBe(0);
    expect(likeness('unknown words', 'lib/throttle/index.ts', cache).path).toBe(0);
  });

  it('each of several by its own name and folders, in their order', () => {
    const files = ['lib/throttle/index.ts', 'src/util/x.ts', 'lib/session/tokenStore.ts'].map((path) => ({
      shard: 0,
      file: numberOf(path),
    }));
    const comparer = new PathComparer('login to a throttle', new PathVectorCache(model));
    const [throttle, unrelated, session] = comparer.likenessesOf([shard], files);
    expect(throttle!.stem).toBe(1);
    expect(throttle!.path).toBeCloseTo(Math.SQRT1_2, 2);
    expect(unrelated).toEqual({ stem: 0, path: 0 });
    expect(session!.stem).toBe(0);
    expect(session!.path).toBeCloseTo(Math.SQRT1_2, 2);
  });

  it('and is embedded once', () => {
    const cache = new PathVectorCache(model);
    likeness('login', 'lib/session/tokenStore.ts', cache);
    asked = [];
    likeness('rate limit', 'lib/session/tokenStore.ts', cache);
    expect(asked).toEqual(['rate limit']);
  });

  it('and all are embedded again when there are more than 65,536 names and paths', () => {
    const letters = (i: number): string => i.toString(4).replace(/\d/g, (digit) => 'abcd'[Number(digit)]!);
    const files = Array.from({ length: 32_768 }, (_, i) => ({ path: `f/${letters(i)}.ts` }));
    const large = { files } as unknown as Shard;
    const cache = new PathVectorCache(model);
    const embedded = (positions: readonly FilePosition[]): number => {
      asked = [];
      new PathComparer('login', cache).likenessesOf([large, shard], positions);
      return asked.length - 1;
    };
    const first = { shard: 0, file: 0 };
    expect(embedded(files.map((_, file) => ({ shard: 0, file })))).toBe(65_536);
    expect(embedded([first, { shard: 1, file: 0 }])).toBe(2);
    expect(embedded([first])).toBe(2);
    expect(embedded([first])).toBe(0);
  });
});
