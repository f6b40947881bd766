import { embedAll } from '../embedding/embedAll';
import { withSharedVectors, type SharedFile, type SharedVectors } from '../embedding/sharedVectors';
import type { EmbeddingCache } from '../embedding/embeddingCache';
import type { EmbeddingProvider, TextRefusal } from '../embedding/embeddingProvider';
import { withOtherModels, type OtherVectors } from '../embedding/otherModels';
import type { AnalyzedFile } from './analyzeFile';
import type { FileRecord, IndexedFile } from './indexedFile';
import type { IndexStore } from './indexStore';

/** Dependencies of {@link embedFiles}. */
export interface EmbedFilesParts {
  readonly provider: EmbeddingProvider;
  readonly cache: EmbeddingCache;
  /** As in `IndexerParts`, both. */
  readonly others?: OtherVectors | undefined;
  readonly shared?: SharedVectors | undefined;
  /** Access to the stored records of the files. */
  readonly store: Pick<IndexStore, 'find'>;
}

/**
 * Embeds the chunks of several files together: cached vectors are used first, and the provider gets full batches. A
 * chunk that the provider refuses has no vector, which is recorded in its file.
 */
export async function embedFiles(
  files: readonly AnalyzedFile[],
  { provider, cache, others, shared, store }: EmbedFilesParts,
  signal: AbortSignal | undefined,
): Promise<{ files: IndexedFile[]; embedded: number }> {
  const documents = files.flatMap(({ chunks }) => chunks.map(({ document }) => document));
  const known = files.map(({ record }) => store.find(record.path));
  const wasRefused = files.flatMap(({ chunks }, i) =>
    chunks.map(() => known[i]?.withoutVector !== undefined),
  );
  const sharedFiles = shared ? files.flatMap(toSharedFiles) : [];
  const local = others ? withOtherModels(cache, others, documents) : cache;
  const { vectors, refused, embedded } = await embedAll(
    provider,
    shared ? withSharedVectors(local, shared, sharedFiles, signal) : local,
    documents,
    signal,
    (row) => wasRefused[row]!,
  );
  const { dimensions } = provider;
  const dataOf = (at: number): Int8Array => vectors.data.subarray(at * dimensions, (at + 1) * dimensions);
  if (shared?.write) {
    const byKey = new Map(
      documents.map(({ key }, at) => [key, { data: dataOf(at), scale: vectors.scales[at]! }]),
    );
    await shared.write(
      sharedFiles.map((file) => ({ ...file, vectors: byKey })),
      signal,
    );
  }
  let row = 0;
  const indexed = files.map(({ record, chunks }, i): IndexedFile => {
    const refusals = chunks.flatMap((_, chunk) => refused.get(row + chunk) ?? []);
    return {
      ...record,
      ...withoutVector(refusals, record, known[i]),
      chunks: chunks.map(({ document, ...chunk }) => {
        const at = row++;
        return {
          ...chunk,
          vector: dataOf(at),
          scale: vectors.scales[at]!,
        };
      }),
    };
  });
  return { files: indexed, embedded };
}

/** None for a file without chunks, and for one that another machine may divide differently. */
export function toSharedFiles({ record, chunks }: Pick<AnalyzedFile, 'record' | 'chunks'>): SharedFile[] {
  const { contentHash, language, encoding, provisional } = record;
  if (chunks.length === 0 || provisional !== undefined) return [];
  return [{ contentHash, language, encoding, keys: chunks.map(({ document }) => document.key) }];
}

function withoutVector(
  refusals: readonly TextRefusal[],
  { contentHash }: FileRecord,
  known: FileRecord | undefined,
): Pick<FileRecord, 'withoutVector'> {
  const [first] = refusals;
  if (!first) return {};
  const { code, message } = first;
  // A refusal is the provider's decision about the text; any other failure may be temporary.
  const mayPass = refusals.some(
    (refusal) => refusal.code !== 'PROVIDER_REFUSED' && refusal.code !== 'PROVIDER_KEY',
  );
  const wasTried = known?.withoutVector !== undefined && known.contentHash === contentHash;
  return { withoutVector: { chunks: refusals.length, code, message, isDue: mayPass && !wasTried } };
}
