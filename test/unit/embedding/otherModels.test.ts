import { describe, expect, it } from 'vitest';
import { documentKeys } from '../../../src/engine/embedding/embedAll';
import type { EmbeddingCache } from '../../../src/engine/embedding/embeddingCache';
import { otherVectors, withOtherModels } from '../../../src/engine/embedding/otherModels';
import type { QuantizedVector } from '../../../src/engine/embedding/quantize';
import { contentHash } from '../../../src/node/sha256ContentHash';

const makerOf = (model: string) => ({ id: 'voyage', model, dimensions: 2 });
const keyOf = (model: string) => documentKeys(makerOf(model), contentHash);
const vector = (first: number): QuantizedVector => ({ data: Int8Array.of(first, 127), scale: 1 });

/** A cache in memory with vectors by the text and the first number; counts the keys it was asked for. */
class ModelCache implements EmbeddingCache {
  asked = 0;
  readonly vectors: Map<string, QuantizedVector>;

  constructor(model: string, texts: Readonly<Record<string, number>>) {
    const key = keyOf(model);
    this.vectors = new Map(Object.entries(texts).map(([text, first]) => [key(text), vector(first)]));
  }

  getMany(keys: readonly string[]): Promise<readonly (QuantizedVector | undefined)[]> {
    this.asked += keys.length;
    return Promise.resolve(keys.map((key) => this.vectors.get(key)));
  }

  putMany(): Promise<void> {
    return Promise.resolve();
  }
}

describe('withOtherModels', () => {
  it('finds vectors of other models after those of its own, and stores nothing', async () => {
    const own = new ModelCache('voyage-4', { a: 1 });
    const large = new ModelCache('voyage-4-large', { a: 2, b: 3 });
    const lite = new ModelCache('voyage-4-lite', { b: 4, c: 5 });
    const others = otherVectors(
      [
        { model: makerOf('voyage-4-large'), cache: large },
        { model: makerOf('voyage-4-lite'), cache: lite },
      ],
      contentHash,
    );
    const documents = ['a', 'b', 'c', 'd'].map((text) => ({ key: keyOf('voyage-4')(text), text }));
    const cache = withOtherModels(own, others, documents);
    const found = await cache.getMany(documents.map(({ key }) => key));
    expect(found.map((one) => one?.data[0])).toEqual([1, 3, 5, undefined]);
    expect([large.asked, lite.asked]).toEqual([3, 2]);
    expect(own.vectors.size).toBe(1);
  });

  it('reads the caches of other models only for documents that are not cached', async () => {
    const own = new ModelCache('voyage-4', { a: 1 });
    const large = new ModelCache('voyage-4-large', {});
    const others = otherVectors([{ model: makerOf('voyage-4-large'), cache: large }], contentHash);
    const key = keyOf('voyage-4')('a');
    const cache = withOtherModels(own, others, [{ key, text: 'a' }]);
    expect(await cache.getMany([key, 'another'])).toEqual([vector(1), undefined]);
    expect(large.asked).toBe(0);
  });
});
