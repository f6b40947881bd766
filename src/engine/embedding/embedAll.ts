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
  const run = new EmbeddingRun(provider, cache, documents, wasRefused);
  const misses = await run.takeCached();
  const { maxInputs, inputsUnderWay } = provider.limits;
  const atOnce = Math.max(1, Math.floor(inputsUnderWay / maxInputs));
  // When one batch fails, the batches in flight are completed: they are paid for.
  await forEachConcurrently(batchesOf(misses, maxInputs), atOnce, (batch) => run.embed(batch, signal));
  const { vectors, refused, notEmbedded } = run;
  const embedded = misses.length - notEmbedded;
  return { vectors, refused, embedded, reused: documents.length - misses.length };
}

/** A text that is not in the cache: its key, and the rows that need it. */
interface Miss {
  readonly key: string;
  readonly rows: readonly number[];
}

/** A miss whose text is sent: it has no vector yet. */
interface Asked extends Miss {
  /** Row in its batch. */
  readonly row: number;
  readonly text: string;
}

/** What the provider answered: one embedding for each text, and the same packed. */
interface Answer {
  readonly embeddings: readonly Embedding[];
  readonly vectors: QuantizedVectors;
}

/** Fills the vectors of all documents, batch by batch. */
class EmbeddingRun {
  readonly vectors: QuantizedVectors;
  readonly refused = new Map<number, TextRefusal>();
  /** Texts that the provider refused. */
  notEmbedded = 0;
  private readonly dimensions: number;

  constructor(
    private readonly provider: EmbeddingProvider,
    private readonly cache: EmbeddingCache,
    private readonly documents: readonly DocumentToEmbed[],
    private readonly wasRefused: (row: number) => boolean,
  ) {
    this.dimensions = provider.dimensions;
    this.vectors = emptyVectors(documents.length, provider.dimensions);
  }

  /** Copies the cached vectors; returns the misses. */
  async takeCached(): Promise<readonly Miss[]> {
    const rowsByKey = groupRows(this.documents.map(({ key }) => key));
    const cached = await this.cache.getMany([...rowsByKey.keys()]);
    const misses: Miss[] = [];
    for (const [i, [key, rows]] of [...rowsByKey].entries()) {
      const vector = cached[i];
      if (vector?.data.length === this.dimensions) copyToRows(vector, rows, this.vectors);
      else misses.push({ key, rows });
    }
    return misses;
  }

  async embed(batch: readonly Miss[], signal: AbortSignal | undefined): Promise<void> {
    throwIfCancelled(signal);
    const packed = emptyVectors(batch.length, this.dimensions);
    const asked: Asked[] = [];
    for (const [row, miss] of batch.entries()) {
      const { vector, text } = this.documents[miss.rows[0]!]!;
      if (vector) copyToRows(vector, [row], packed);
      else asked.push({ ...miss, row, text });
    }
    const { embeddings, vectors: answered } = await this.ask(asked, signal);
    for (const [i, { row }] of asked.entries()) copyToRows(vectorAt(answered, i), [row], packed);
    for (const [i, { rows }] of batch.entries()) copyToRows(vectorAt(packed, i), rows, this.vectors);
    const refused = new Set(asked.filter((_, i) => embeddings[i] === undefined).map(({ row }) => row));
    // A text that a remote provider refuses today may be accepted tomorrow.
    const isWhole = this.provider.host === undefined || refused.size === 0;
    const kept = isWhole ? [...batch.keys()] : [...batch.keys()].filter((row) => !refused.has(row));
    await this.keep(batch, kept, packed);
  }

  /** Asks the provider. If that fails, or its answer is not valid, the vectors that arrived are cached. */
  private async ask(asked: readonly Asked[], signal: AbortSignal | undefined): Promise<Answer> {
    if (asked.length === 0) return { embeddings: [], vectors: emptyVectors(0, this.dimensions) };
    const came = new Array<Embedding>(asked.length).fill(undefined);
    const texts = asked.map(({ text }) => text);
    try {
      const embeddings = await this.provider.embedDocuments(texts, signal, {
        onEmbedding: (i, embedding) => {
          came[i] = embedding;
        },
        onRefused: (i, refusal) => {
          this.notEmbedded++;
          for (const row of asked[i]!.rows) this.refused.set(row, refusal);
        },
        wasRefused: (i) => asked[i]!.rows.some(this.wasRefused),
      });
      return { embeddings, vectors: pack(embeddings, asked.length, this.dimensions) };
    } catch (error) {
      const arrived = [...came.keys()].filter((i) => came[i] !== undefined);
      await this.keep(asked, arrived, pack(came, asked.length, this.dimensions));
      throw error;
    }
  }

  /** Caches some rows. */
  private async keep(
    texts: readonly Miss[],
    rows: readonly number[],
    vectors: QuantizedVectors,
  ): Promise<void> {
    if (rows.length === 0) return;
    const kept = emptyVectors(rows.length, this.dimensions);
    for (const [i, row] of rows.entries()) copyToRows(vectorAt(vectors, row), [i], kept);
    const keys = rows.map((row) => texts[row]!.key);
    await this.cache.putMany(keys, kept);
  }
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

/** @throws SemanticSearchError PROVIDER_ANSWER */
function pack(embeddings: readonly Embedding[], count: number, dimensions: number): QuantizedVectors {
  if (embeddings.length !== count) throw wrongAnswer(message('vectorsForTexts', embeddings.length, count));
  const wrong = embeddings.find((embedding) => embedding && embedding.length !== dimensions);
  if (wrong) throw wrongAnswer(message('wrongDimensions', wrong.length, dimensions));
  const packed = emptyVectors(count, dimensions);
  for (const [i, embedding] of embeddings.entries()) {
    if (embedding) packed.scales[i] = quantize(embedding, packed.data, i * dimensions);
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
