import { embedAll } from '../embedding/embedAll';
import type { EmbeddingCache } from '../embedding/embeddingCache';
import type { EmbeddingProvider, TextRefusal } from '../embedding/embeddingProvider';
import type { AnalyzedFile } from './analyzeFile';
import type { FileRecord, IndexedFile } from './indexedFile';
import type { IndexStore } from './indexStore';

/** Dependencies of {@link embedFiles}. */
export interface EmbedFilesParts {
  readonly provider: EmbeddingProvider;
  readonly cache: EmbeddingCache;
  /** Access to the stored records of the files. */
  readonly store: Pick<IndexStore, 'find'>;
}

/**
 * Embeds the chunks of several files together: cached vectors are used first, and the provider gets full batches. A
 * chunk that the provider refuses has no vector, which is recorded in its file.
 */
export async function embedFiles(
  files: readonly AnalyzedFile[],
  { provider, cache, store }: EmbedFilesParts,
  signal: AbortSignal | undefined,
): Promise<{ files: IndexedFile[]; embedded: number }> {
  const documents = files.flatMap(({ chunks }) => chunks.map(({ document }) => document));
  const known = files.map(({ record }) => store.find(record.path));
  const wasRefused = files.flatMap(({ chunks }, i) =>
    chunks.map(() => known[i]?.withoutVector !== undefined),
  );
  const { vectors, refused, embedded } = await embedAll(
    provider,
    cache,
    documents,
    signal,
    (row) => wasRefused[row]!,
  );
  const { dimensions } = provider;
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
          vector: vectors.data.subarray(at * dimensions, (at + 1) * dimensions),
          scale: vectors.scales[at]!,
        };
      }),
    };
  });
  return { files: indexed, embedded };
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
