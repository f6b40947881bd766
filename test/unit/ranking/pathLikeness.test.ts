import { describe, expect, it } from 'vitest';
import { PathComparer, PathVectorCache } from '../../../src/engine/ranking/pathLikeness';
import { shardOf } from '../../support/memoryIndex';

const chunks = [{ text: 'const x = 1;' }];
const shard = shardOf(
  ['lib/session/tokenStore.ts', 'lib/throttle/index.ts', 'src/util/x.ts'].map((path) => ({ path, chunks })),
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

describe('a path is like a query', () => {
  it('by the words of its name, in the mean, without the little words of the question', () => {
    expect(likeness('where is the token kept', 'lib/session/tokenStore.ts').stem).toBe(0.5);
    expect(likeness('store of tokens', 'lib/session/tokenStore.ts').stem).toBe(1);
    expect(likeness('how is it done', 'src/util/x.ts')).toEqual({ stem: 0, path: 0 });
  });

  it('by the name of its folder, where its own says nothing', () => {
    expect(likeness('throttled requests', 'lib/throttle/index.ts').stem).toBe(1);
  });

  it('by its meaning, where there is a model', () => {
    const cache = new PathVectorCache(model);
    expect(likeness('rate limit', 'lib/throttle/index.ts', cache).stem).toBeCloseTo(1, 2);
    expect(likeness('rate limit', 'lib/throttle/index.ts', cache).path).toBeCloseTo(1, 2);
    const { stem, path } = likeness('login', 'lib/session/tokenStore.ts', cache);
    expect(stem).toBe(0);
    expect(path).toBeCloseTo(1, 2);
    expect(likeness('login', 'lib/throttle/index.ts', cache).path).toBe(0);
    expect(likeness('unknown words', 'lib/throttle/index.ts', cache).path).toBe(0);
  });

  it('and is embedded once', () => {
    const cache = new PathVectorCache(model);
    likeness('login', 'lib/session/tokenStore.ts', cache);
    asked = [];
    likeness('rate limit', 'lib/session/tokenStore.ts', cache);
    expect(asked).toEqual(['rate limit']);
  });
});
