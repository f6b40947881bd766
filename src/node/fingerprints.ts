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

/** The fingerprints that indexes of the same vectors had before fingerprints named spaces: that of the model comes first. */
export function formerFingerprints(provider: EmbeddingProvider): readonly IndexFingerprint[] {
  const { model, space } = provider;
  if (!space) return [];
  const models = new Set([model, ...space.models].filter((name) => name !== space.name));
  const fingerprint = fingerprintOf(provider);
  return [...models].map((name) => ({ ...fingerprint, model: name }));
}

/** The first 12 hexadecimal digits of the SHA-256 of a text. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
