import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import type { EmbeddingCache } from '../../../src/engine/embedding/embeddingCache';
import type { Embedding, EmbeddingProvider } from '../../../src/engine/embedding/embeddingProvider';
import type { QuantizedVector, QuantizedVectors } from '../../../src/engine/embedding/quantize';
import { embedAll } from '../../../src/engine/embedding/embedAll';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { embedTexts } from './embedTexts';

class MemoryCache implements EmbeddingCache {
  readonly vectors = new Map<string, QuantizedVector>();

  getMany(keys: readonly string[]): Promise<readonly (QuantizedVector | undefined)[]> {
    return Promise.resolve(keys.map((key) => this.vectors.get(key)));
  }

  putMany(keys: readonly string[], { data, scales, dimensions }: QuantizedVectors): Promise<void> {
    for (const [i, key] of keys.entries()) {
      this.vectors.set(key, { data: data.slice(i * dimensions, (i + 1) * dimensions), scale: scales[i]! });
    }
    return Promise.resolve();
  }
}

/** Embeds a text as its length and 1, and records the requests; "unknown" has no vector. */
class FakeProvider implements EmbeddingProvider {
  readonly id: string = 'fake';
  readonly dimensions = 2;
  readonly limits = { maxInputs: 2, inputsUnderWay: 1 };
  readonly batches: (readonly string[])[] = [];

  constructor(
    readonly model = 'lengths',
    private readonly onBatch: () => void = () => undefined,
  ) {}

  embedDocuments(texts: readonly string[]): Promise<readonly Embedding[]> {
    this.batches.push(texts);
    this.onBatch();
    return Promise.resolve(texts.map((text) => this.embed(text)));
  }

  embedQuery(text: string): Promise<Embedding> {
    return Promise.resolve(this.embed(text));
  }

  protected embed(text: string): Embedding {
    return text === 'unknown' ? undefined : Float32Array.of(text.length, 1);
  }
}

/** Returns the given vectors. */
class WrongProvider extends FakeProvider {
  constructor(private readonly answer: readonly Embedding[]) {
    super();
  }

  override embedDocuments(): Promise<readonly Embedding[]> {
    return Promise.resolve(this.answer);
  }
}

function rowsOf({ data, scales, dimensions }: QuantizedVectors): number[][] {
  return [...scales].map((scale, i) => [
    ...data.subarray(i * dimensions, (i + 1) * dimensions),
    scale === 0 ? 0 : 1,
  ]);
}

describe('embedAll', () => {
  it('packs the vectors in the order of the texts, in batches the provider takes', async () => {
    const provider = new FakeProvider();
    const result = await embedTexts(provider, new MemoryCache(), contentHash, [
      'a',
      'four',
      'unknown',
      'xy',
      'a',
    ]);
    expect(provider.batches).toEqual([
      ['a', 'four'],
      ['unknown', 'xy'],
    ]);
    expect(rowsOf(result.vectors)).toEqual([
      [127, 127, 1],
      [127, 32, 1],
      [0, 0, 0],
      [127, 64, 1],
      [127, 127, 1],
    ]);
    expect(result.vectors.scales[1]).toBeCloseTo(1 / Math.hypot(127, 32), 7);
    expect(result).toMatchObject({ embedded: 4, reused: 1 });
  });

  it('does not request cached vectors, also of texts without a vector', async () => {
    const cache = new MemoryCache();
    const first = await embedTexts(new FakeProvider(), cache, contentHash, ['one', 'unknown', 'three']);
    const provider = new FakeProvider();
    const second = await embedTexts(provider, cache, contentHash, ['unknown', 'three', 'one', 'new text']);
    expect(provider.batches).toEqual([['new text']]);
    expect(second).toMatchObject({ embedded: 1, reused: 3 });
    const [one, unknown, three] = rowsOf(first.vectors);
    expect(rowsOf(second.vectors).slice(0, 3)).toEqual([unknown, three, one]);
  });

  it('does not take the vectors of another model', async () => {
    const cache = new MemoryCache();
    await embedTexts(new FakeProvider('one'), cache, contentHash, ['text']);
    const { embedded } = await embedTexts(new FakeProvider('two'), cache, contentHash, ['text']);
    expect(embedded).toBe(1);
  });

  it('requests nothing without texts', async () => {
    const provider = new FakeProvider();
    const result = await embedTexts(provider, new MemoryCache(), contentHash, []);
    expect(result).toMatchObject({ embedded: 0, reused: 0 });
    expect(provider.batches).toEqual([]);
  });

  it('stores the embedded vectors if it is cancelled', async () => {
    const controller = new AbortController();
    const cache = new MemoryCache();
    const provider = new FakeProvider('lengths', () => {
      controller.abort();
    });
    const run = embedTexts(provider, cache, contentHash, ['a', 'b', 'c', 'd'], controller.signal);
    await expect(run).rejects.toBeInstanceOf(CancelledError);
    expect(provider.batches).toEqual([['a', 'b']]);
    expect(cache.vectors.size).toBe(2);
  });

  it('does not start after a cancellation', async () => {
    const provider = new FakeProvider();
    const run = embedTexts(provider, new MemoryCache(), contentHash, ['a'], AbortSignal.abort());
    await expect(run).rejects.toBeInstanceOf(CancelledError);
    expect(provider.batches).toEqual([]);
  });

  it.each([
    ['too few vectors', [Float32Array.of(1, 2)], /1 vector for 2 texts/],
    ['too many vectors', [undefined, undefined, undefined], /3 vectors for 2 texts/],
    ['another dimension', [Float32Array.of(1, 2), Float32Array.of(1, 2, 3)], /3 dimensions instead of 2/],
    ['zeros', [Float32Array.of(1, 2), Float32Array.of(0, 0)], /zeros/],
    ['NaN', [Float32Array.of(1, 2), Float32Array.of(NaN, 0)], /not finite/],
  ])('refuses an answer with %s, and stores nothing of it', async (_, answer, message) => {
    const cache = new MemoryCache();
    const run = embedTexts(new WrongProvider(answer), cache, contentHash, ['a', 'b']);
    await expect(run).rejects.toMatchObject({ code: 'PROVIDER_ANSWER' });
    await expect(run).rejects.toThrow(message);
    expect(cache.vectors.size).toBe(0);
  });

  it('embeds again what the cache has in another dimension', async () => {
    const cache = new MemoryCache();
    await embedTexts(new FakeProvider(), cache, contentHash, ['a']);
    for (const key of cache.vectors.keys()) {
      cache.vectors.set(key, { data: new Int8Array(3), scale: 1 });
    }
    expect(await embedTexts(new FakeProvider(), cache, contentHash, ['a'])).toMatchObject({ embedded: 1 });
  });

  it('caches each vector under the key of its text, also beside refused and already embedded texts', async () => {
    const cache = new MemoryCache();
    const provider = Object.assign(new FakeProvider(), {
      host: 'example.com',
      limits: { maxInputs: 3, inputsUnderWay: 1 },
    });
    const known = { data: Int8Array.of(5, 6), scale: 0.5 };
    const documents = [
      { key: 'a', vector: known },
      { key: 'b', text: 'unknown' },
      { key: 'c', text: 'four' },
    ];
    const { embedded } = await embedAll(provider, cache, documents);
    expect(embedded).toBe(3);
    expect([...cache.vectors.keys()].toSorted()).toEqual(['a', 'c']);
    expect(cache.vectors.get('a')).toEqual(known);
    expect(cache.vectors.get('c')?.data).not.toEqual(known.data);
  });
});
