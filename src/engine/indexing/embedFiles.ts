import type { ContentHash } from '../embedding/contentHash';
import { documentText } from '../embedding/documentText';
import { embedAll } from '../embedding/embedAll';
import type { EmbeddingCache } from '../embedding/embeddingCache';
import type { EmbeddingProvider } from '../embedding/embeddingProvider';
import type { AnalyzedFile } from './analyzeFile';
import type { IndexedFile } from './indexedFile';

/** Embeds the chunks of several files together: the cache is asked first, the provider gets full batches. */
export async function embedFiles(
  files: readonly AnalyzedFile[],
  parts: { readonly provider: EmbeddingProvider; readonly cache: EmbeddingCache; readonly hash: ContentHash },
  signal: AbortSignal | undefined,
): Promise<{ files: IndexedFile[]; embedded: number }> {
  const { provider, cache, hash } = parts;
  const texts = files.flatMap(({ chunks }) => chunks.map(documentText));
  const { vectors, embedded } = await embedAll(provider, cache, hash, texts, signal);
  const { dimensions } = provider;
  let row = 0;
  const indexed = files.map(({ record, chunks }): IndexedFile => ({
    ...record,
    chunks: chunks.map(({ text, ...chunk }) => {
      const at = row++;
      return {
        ...chunk,
        textHash: hash(text),
        vector: vectors.data.subarray(at * dimensions, (at + 1) * dimensions),
        scale: vectors.scales[at]!,
      };
    }),
  }));
  return { files: indexed, embedded };
}
