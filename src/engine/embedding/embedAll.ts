import { forEachConcurrently } from '../../common/concurrency';
import { SemanticSearchError, throwIfCancelled } from '../../common/errors/errors';
import { message, type Message } from '../../common/messages/message';
import type { ContentHash } from './contentHash';
import { promptVersion } from './documentText';
import type { EmbeddingCache } from './embeddingCache';
import type { Embedding, EmbeddingProvider, TextRefusal } from './embeddingProvider';
import { quantize, type QuantizedVector, type QuantizedVectors } from './quantize';

/** A document and its key in the cache. If its vector was computed with the file, the text is not needed. */
export type DocumentToEmbed =
  | { readonly key: string; readonly text: string; readonly vector?: undefined }
  | { readonly key: string; readonly vector: QuantizedVector; readonly text?: undefined };

/** What makes two vectors of one text equal. */
export type VectorMaker = Pick<EmbeddingProvider, 'id' | 'model' | 'dimensions' | 'variant'>;

/** Result of {@link embedAll}. */
export interface EmbedAllResult {
  /** Row i belongs to text i. */
  readonly vectors: QuantizedVectors;
  /** Why the provider gave no vector for a text, by row number; its scale is 0. */
  readonly refused: ReadonlyMap<number, TextRefusal>;
  /** Texts that the provider embedded, now or with their files. */
  readonly embedded: number;
  /** Texts answered without the provider: from the cache, or as copies of another text. */
  readonly reused: number;
}

/**
 * Embeds many documents. Only texts that neither have a vector nor are in the cache are sent to the provider, equal
 * texts once. Every batch
 * is cached as soon as it arrives, and of a failed batch the vectors that arrived before the failure, so that an
 * interrupted run loses only the requests in flight.
 *
 * @param wasRefused whether the text of a row was most likely refused in an earlier run
 * @throws CancelledError
 * @throws SemanticSearchError as the provider does, or `PROVIDER_ANSWER` when an answer has another number or length
 *   of vectors than requested, or vectors without a direction
 */
export async function embedAll(
  provider: EmbeddingProvider,
  cache: EmbeddingCache,
  documents: readonly DocumentToEmbed[],
  signal?: AbortSignal,
  wasRefused: (row: number) => boolean = () => false,
): Promise<EmbedAllResult> {
  throwIfCancelled(signal);
  const { dimensions } = provider;
  const vectors = emptyVectors(documents.length, dimensions);
  const rowsByKey = groupRows(documents.map(({ key }) => key));
  const misses = await takeCached(cache, rowsByKey, vectors);
  const refused = new Map<number, TextRefusal>();
  let notEmbedded = 0;

  const { maxInputs, inputsUnderWay } = provider.limits;
  const atOnce = Math.max(1, Math.floor(inputsUnderWay / maxInputs));
  // When one batch fails, the batches in flight are completed: they are paid for.
  await forEachConcurrently(batchesOf(misses, maxInputs), atOnce, async (batch) => {
    throwIfCancelled(signal);
    const packed = emptyVectors(batch.length, dimensions);
    const asked: (Miss & { readonly row: number; readonly text: string })[] = [];
    for (const [row, miss] of batch.entries()) {
      const { vector, text } = documents[miss.rows[0]!]!;
      if (vector) copyToRows(vector, [row], packed);
      else asked.push({ ...miss, row, text });
    }
    const came = new Array<Embedding>(asked.length).fill(undefined);
    try {
      const embeddings =
        asked.length === 0
          ? []
          : await provider.embedDocuments(
              asked.map(({ text }) => text),
              signal,
              {
                onEmbedding: (i, embedding) => {
                  came[i] = embedding;
                },
                onRefused: (i, refusal) => {
                  notEmbedded++;
                  for (const row of asked[i]!.rows) refused.set(row, refusal);
                },
                wasRefused: (i) => asked[i]!.rows.some(wasRefused),
              },
            );
      const answered = pack(embeddings, asked.length, dimensions);
      for (const [i, { row }] of asked.entries()) copyToRows(vectorAt(answered, i), [row], packed);
      for (const [i, { rows }] of batch.entries()) copyToRows(vectorAt(packed, i), rows, vectors);
      const keys = batch.map(({ key }) => key);
      // A text that a remote provider refuses today may be accepted tomorrow.
      const isWhole = provider.host === undefined || embeddings.every(Boolean);
      await (isWhole ? cache.putMany(keys, packed) : keep(cache, keys, embeddings, dimensions));
    } catch (error) {
      await keep(
        cache,
        asked.map(({ key }) => key),
        came,
        dimensions,
      );
      throw error;
    }
  });
  return {
    vectors,
    refused,
    embedded: misses.length - notEmbedded,
    reused: documents.length - misses.length,
  };
}

/** Caches the texts that have a vector. */
async function keep(
  cache: EmbeddingCache,
  keys: readonly string[],
  embeddings: readonly Embedding[],
  dimensions: number,
): Promise<void> {
  const rows = [...keys.keys()].filter((i) => embeddings[i] !== undefined);
  const kept = rows.map((i) => embeddings[i]);
  if (rows.length > 0)
    await cache.putMany(
      rows.map((i) => keys[i]!),
      pack(kept, rows.length, dimensions),
    );
}

/** Cache keys of the vectors of documents. */
export function documentKeys(
  { id, model, dimensions, variant }: VectorMaker,
  hash: ContentHash,
): (text: string) => string {
  const ofVariant = variant === undefined ? '' : `${variant}\n`;
  const making = `${id}\n${model}\n${dimensions}\n${promptVersion}\n${ofVariant}`;
  return (text) => hash(making + text);
}

/** A text that is not in the cache: its key, and the rows that need it. */
interface Miss {
  readonly key: string;
  readonly rows: readonly number[];
}

function batchesOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

function groupRows(keys: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const rowsByKey = new Map<string, number[]>();
  for (const [row, key] of keys.entries()) {
    const rows = rowsByKey.get(key);
    if (rows === undefined) {
      rowsByKey.set(key, [row]);
    } else {
      rows.push(row);
    }
  }
  return rowsByKey;
}

/** Copies the cached vectors into `vectors`; returns the misses. */
async function takeCached(
  cache: EmbeddingCache,
  rowsByKey: ReadonlyMap<string, readonly number[]>,
  vectors: QuantizedVectors,
): Promise<readonly Miss[]> {
  const cached = await cache.getMany([...rowsByKey.keys()]);
  const misses: Miss[] = [];
  let i = 0;
  for (const [key, rows] of rowsByKey) {
    const vector = cached[i++];
    if (vector?.data.length === vectors.dimensions) {
      copyToRows(vector, rows, vectors);
    } else {
      misses.push({ key, rows });
    }
  }
  return misses;
}

function pack(embeddings: readonly Embedding[], count: number, dimensions: number): QuantizedVectors {
  if (embeddings.length !== count) {
    throw wrongAnswer(message('vectorsForTexts', embeddings.length, count));
  }
  const packed = emptyVectors(count, dimensions);
  for (const [i, embedding] of embeddings.entries()) {
    if (embedding === undefined) {
      continue;
    }
    if (embedding.length !== dimensions) {
      throw wrongAnswer(message('wrongDimensions', embedding.length, dimensions));
    }
    packed.scales[i] = quantize(embedding, packed.data, i * dimensions);
  }
  return packed;
}

function emptyVectors(count: number, dimensions: number): QuantizedVectors {
  return { dimensions, data: new Int8Array(count * dimensions), scales: new Float32Array(count) };
}

function vectorAt({ data, scales, dimensions }: QuantizedVectors, row: number): QuantizedVector {
  return { data: data.subarray(row * dimensions, (row + 1) * dimensions), scale: scales[row]! };
}

function copyToRows({ data, scale }: QuantizedVector, rows: readonly number[], into: QuantizedVectors): void {
  for (const row of rows) {
    into.data.set(data, row * into.dimensions);
    into.scales[row] = scale;
  }
}

function wrongAnswer(what: Message): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_ANSWER',
    message('providerReturned', what),
    message('checkModelAndDimensions'),
  );
}
