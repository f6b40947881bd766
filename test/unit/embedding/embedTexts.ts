import type { ContentHash } from '../../../src/engine/embedding/contentHash';
import { documentKeys, embedAll, type EmbedAllResult } from '../../../src/engine/embedding/embedAll';
import type { EmbeddingCache } from '../../../src/engine/embedding/embeddingCache';
import type { EmbeddingProvider } from '../../../src/engine/embedding/embeddingProvider';

/** Embeds texts whose keys are computed here, as the analysis of a file computes them. */
export function embedTexts(
  provider: EmbeddingProvider,
  cache: EmbeddingCache,
  hash: ContentHash,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<EmbedAllResult> {
  const keyOf = documentKeys(provider, hash);
  return embedAll(
    provider,
    cache,
    texts.map((text) => ({ key: keyOf(text), text })),
    signal,
  );
}
