import { createHash } from 'node:crypto';
import { chunkingVersion } from '../engine/chunking/chunkingOptions';
import { promptVersion } from '../engine/embedding/documentText';
import type { EmbeddingProvider } from '../engine/embedding/embeddingProvider';
import type { IndexFingerprint } from '../engine/indexing/indexStore';
import { lexicalVersion } from '../engine/retrieval/terms';

/** The fingerprint of an index with vectors of a provider. It names the vector space, if the model shares one with others. */
export function fingerprintOf({
  id,
  host = '',
  model,
  dimensions,
  variant,
  space,
}: EmbeddingProvider): IndexFingerprint {
  return {
    provider: id,
    host,
    model: space?.name ?? model,
    dimensions,
    promptVersion,
    chunkingVersion,
    lexicalVersion,
    ...(variant !== undefined && { parameters: shortHash(variant) }),
  };
}

/** The first 12 hexadecimal digits of the SHA-256 of a text. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
