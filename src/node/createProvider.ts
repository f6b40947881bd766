import path from 'node:path';
import type { ProviderOptions } from '../common/engineContract';
import { SemanticSearchError } from '../common/errors';
import { createBuiltinProvider } from '../engine/embedding/builtinProvider';
import type { EmbeddingProvider } from '../engine/embedding/embeddingProvider';
import { loadModelFiles } from './modelFiles';

/** Ids of the providers there are. */
export const providerIds = ['builtin'] as const;

/**
 * The provider that the options ask for.
 *
 * @param dist where the build left the built-in model, in `model`
 * @throws SemanticSearchError PROVIDER_UNKNOWN, MODEL_UNREADABLE, USAGE
 */
export async function createProvider(options: ProviderOptions, dist: string): Promise<EmbeddingProvider> {
  if (options.provider !== 'builtin') {
    throw new SemanticSearchError(
      'PROVIDER_UNKNOWN',
      `There is no provider "${options.provider}".`,
      `Choose one of: ${providerIds.join(', ')}.`,
    );
  }
  if (options.baseUrl !== undefined) {
    throw new SemanticSearchError(
      'USAGE',
      'The built-in provider has no address: it runs on this machine.',
      'Leave --base-url out, or choose another provider.',
    );
  }
  const model = await loadModelFiles(options.model ?? path.join(dist, 'model'));
  return createBuiltinProvider(
    model,
    options.dimensions === undefined ? {} : { dimensions: options.dimensions },
  );
}
