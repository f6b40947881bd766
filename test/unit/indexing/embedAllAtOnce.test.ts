import { describe, expect, it } from 'vitest';
import { CancelledError, SemanticSearchError } from '../../../src/common/errors/errors';
import type { EmbeddingCache } from '../../../src/engine/embedding/embeddingCache';
import type {
  DocumentHooks,
  Embedding,
  EmbeddingProvider,
} from '../../../src/engine/embedding/embeddingProvider';
import type { QuantizedVector, QuantizedVectors } from '../../../src/engine/embedding/quantize';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { embedTexts } from '../embedding/embedTexts';

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

/** A batch received by the provider, until the test answers it. */
interface Batch {
  readonly texts: readonly string[];
  readonly answer: (embeddings?: readonly Embedding[]) => void;
  readonly fail: (error: unknown) => void;
  /** Reports one vector before the others. */
  readonly come: (row: number) => void;
}

/** Embeds a text as its number and 1, when the test requests it. */
class SlowProvider implements EmbeddingProvider {
  readonly id = 'slow';
  readonly model = 'model';
  readonly dimensions = 2;
  readonly host = 'slow.example';
  readonly limits = { maxInputs: 2, inputsUnderWay: 6 };
  readonly batches: Batch[] = [];

  embedDocuments(
    texts: readonly string[],
    _signal?: AbortSignal,
    { onEmbedding }: DocumentHooks = {},
  ): Promise<readonly Embedding[]> {
    return new Promise((resolve, reject) => {
      const vectors = texts.map((text) => Float32Array.of(Number(text), 1));
      this.batches.push({
        texts,
        answer: (embeddings = vectors) => {
          resolve(embeddings);
        },
        fail: reject,
        come: (row) => onEmbedding?.(row, vectors[row]!),
      });
    });
  }

  embedQuery(): Promise<Embedding> {
    return Promise.resolve(undefined);
  }
}

/** Runs everything that waits only for promises. */
async function turns(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i));

/** The numbers encoded in the rows. */
function numbersOf({ data, scales, dimensions }: QuantizedVectors): number[] {
  return [...scales].map((_, row) => {
    const [number, one] = data.subarray(row * dimensions, (row + 1) * dimensions);
    return number! / one!;
  });
}

const busy = new SemanticSearchError('PROVIDER_BUSY', 'Busy.', 'Wait.');

describe('embedAll with several concurrent batches', () => {
  it('sends as many as the provider allows, and the next one when one is done', async () => {
    const provider = new SlowProvider();
    const run = embedTexts(provider, new MemoryCache(), contentHash, numbers(10));
    await turns();
    expect(provider.batches.map(({ texts }) => texts)).toEqual([
      ['0', '1'],
      ['2', '3'],
      ['4', '5'],
    ]);
    provider.batches[1]!.answer();
    await turns();
    expect(provider.batches).toHaveLength(4);
    while (provider.batches.length < 5) {
      provider.batches.at(-1)!.answer();
      await turns();
    }
    for (const { answer } of provider.batches) answer();
    expect(await run).toMatchObject({ embedded: 10, reused: 0 });
  });

  it('puts the vectors in the order of the texts, whichever batch is done first', async () => {
    const provider = new SlowProvider();
    const texts = ['1', '2', '0', '2', '1', '3', '4'];
    const run = embedTexts(provider, new MemoryCache(), contentHash, texts);
    await turns();
    for (const { answer } of [...provider.batches].reverse()) {
      answer();
      await turns();
    }
    for (const { answer } of provider.batches) answer();
    const { vectors } = await run;
    const expected = texts.map(Number);
    for (const [row, number] of numbersOf(vectors).entries()) expect(number).toBeCloseTo(expected[row]!, 1);
  });

  it('stores the vectors of earlier batches and of those in progress when one fails', async () => {
    const provider = new SlowProvider();
    const cache = new MemoryCache();
    const run = embedTexts(provider, cache, contentHash, numbers(10));
    const failure = expect(run).rejects.toBe(busy);
    await turns();
    provider.batches[0]!.answer();
    await turns();
    provider.batches[1]!.fail(busy);
    await turns();
    // No further batches start, but started ones are awaited, because they are paid for.
    expect(provider.batches).toHaveLength(4);
    expect(cache.vectors.size).toBe(2);
    provider.batches[2]!.answer();
    provider.batches[3]!.answer();
    await failure;
    expect(cache.vectors.size).toBe(6);

    const again = new SlowProvider();
    const second = embedTexts(again, cache, contentHash, numbers(10));
    await turns();
    for (const { answer } of again.batches) answer();
    expect(await second).toMatchObject({ embedded: 4, reused: 6 });
    expect(again.batches.map(({ texts }) => texts)).toEqual([
      ['2', '3'],
      ['8', '9'],
    ]);
  });

  it('throws the first failure if several fail', async () => {
    const provider = new SlowProvider();
    const failure = expect(embedTexts(provider, new MemoryCache(), contentHash, numbers(6))).rejects.toBe(
      busy,
    );
    await turns();
    provider.batches[2]!.fail(busy);
    await turns();
    provider.batches[0]!.fail(new Error('Another one.'));
    provider.batches[1]!.fail(new Error('One more.'));
    await failure;
  });

  it('starts no further batch once it is cancelled', async () => {
    const provider = new SlowProvider();
    const controller = new AbortController();
    const cache = new MemoryCache();
    const run = embedTexts(provider, cache, contentHash, numbers(10), controller.signal);
    const cancelled = expect(run).rejects.toBeInstanceOf(CancelledError);
    await turns();
    controller.abort();
    for (const { answer } of provider.batches) answer();
    await cancelled;
    expect(provider.batches).toHaveLength(3);
    expect(cache.vectors.size).toBe(6);
  });

  it('stores the vectors of a batch; only a text without one is requested again', async () => {
    const provider = new SlowProvider();
    const cache = new MemoryCache();
    const run = embedTexts(provider, cache, contentHash, numbers(4));
    await turns();
    provider.batches[0]!.answer([Float32Array.of(0, 1), undefined]);
    provider.batches[1]!.answer();
    const { vectors, embedded } = await run;
    expect([...vectors.scales].map((scale) => scale > 0)).toEqual([true, false, true, true]);
    expect(embedded).toBe(4);

    const again = new SlowProvider();
    const second = embedTexts(again, cache, contentHash, numbers(4));
    await turns();
    again.batches[0]!.answer();
    expect(await second).toMatchObject({ embedded: 1, reused: 3 });
    expect(again.batches.map(({ texts }) => texts)).toEqual([['1']]);
  });

  it('stores the vectors that arrived before a batch failed', async () => {
    const provider = new SlowProvider();
    const cache = new MemoryCache();
    const failure = expect(embedTexts(provider, cache, contentHash, numbers(2))).rejects.toBe(busy);
    await turns();
    provider.batches[0]!.come(1);
    provider.batches[0]!.fail(busy);
    await failure;

    const again = new SlowProvider();
    const second = embedTexts(again, cache, contentHash, numbers(2));
    await turns();
    again.batches[0]!.answer();
    expect(numbersOf((await second).vectors)).toEqual([0, 1]);
    expect(again.batches.map(({ texts }) => texts)).toEqual([['0']]);
  });
});
