import { message } from '../../../common/messages/message';
import { keyHeader, openaiRecord } from './openaiDialect';
import { openaiLimits, openaiModels } from './openaiModels';
import type { EmbeddingCall, ProviderRecord } from './providerRecord';

/** Required for the address of a deployment; used if the address has none. */
const apiVersion = 'api-version=2024-10-21';

const dialect = openaiRecord({
  id: 'azure-openai',
  label: 'Azure OpenAI',
  description: message('azureOpenaiDescription'),
  documentation: 'https://learn.microsoft.com/azure/ai-services/openai/how-to/embeddings',
  baseUrlExample: 'https://my-resource.openai.azure.com',
  path: '/openai/v1/embeddings',
  pastedPaths: ['/openai/v1', '/openai', '/embeddings'],
  models: openaiModels,
  ...openaiLimits,
  encodings: ['base64', 'float'],
});

/** Azure OpenAI: the address of a resource, or of a deployment (`.../openai/deployments/{name}`). */
export const azureOpenai: ProviderRecord = {
  ...dialect,
  headersOf: (key) => keyHeader('api-key', key),
  requestOf: (call) => ({ ...dialect.requestOf(call), path: pathOf(call) }),
};

function pathOf({ baseUrl }: EmbeddingCall): string {
  if (!baseUrl?.includes('/openai/deployments/')) return '/openai/v1/embeddings';
  return /[?&]api-version=/.test(baseUrl) ? '/embeddings' : `/embeddings?${apiVersion}`;
}
