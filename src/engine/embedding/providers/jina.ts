import type { ModelInfo } from '../../../common/contracts/providerInfo';
import { message } from '../../../common/messages/message';
import { bareModelName } from './bareModelName';
import { noPrefix, openaiRecord } from './openaiDialect';
import type { EmbeddingRole } from './providerRecord';

const models: readonly ModelInfo[] = [
  {
    id: 'jina-code-embeddings-1.5b',
    dimensions: 1536,
    otherDimensions: [128, 256, 512, 1024],
    maxInputTokens: 32_768,
  },
  {
    id: 'jina-code-embeddings-0.5b',
    dimensions: 896,
    otherDimensions: [128, 256, 512],
    maxInputTokens: 8192,
  },
  {
    id: 'jina-embeddings-v5-text-small',
    dimensions: 1024,
    otherDimensions: [128, 256, 512],
    maxInputTokens: 32_768,
  },
  {
    id: 'jina-embeddings-v5-text-nano',
    dimensions: 768,
    otherDimensions: [128, 256, 512],
    maxInputTokens: 8192,
  },
  {
    id: 'jina-embeddings-v4',
    dimensions: 2048,
    otherDimensions: [128, 256, 512, 1024],
    maxInputTokens: 32_768,
  },
  { id: 'jina-embeddings-v3', dimensions: 1024, otherDimensions: [128, 256, 512], maxInputTokens: 8192 },
  { id: 'jina-embeddings-v2-base-code', dimensions: 768, maxInputTokens: 8192 },
];

/** Jina AI. The field `task` carries the role of a text; models before v3 do not have it. */
export const jina = openaiRecord({
  id: 'jina',
  label: 'Jina AI',
  description: message('jinaDescription'),
  documentation: 'https://api.jina.ai/docs',
  baseUrl: 'https://api.jina.ai/v1',
  defaultModel: 'jina-code-embeddings-1.5b',
  models,
  maxInputs: 128,
  maxInputTokens: 8192,
  encodings: ['base64', 'float'],
  encodingField: 'embedding_type',
  dimensionsOf: (model) => (isOld(model) ? [] : 'any'),
  fieldsOf: ({ model, role }) => (isOld(model) ? {} : { task: taskOf(model, role) }),
  prefixOf: noPrefix,
});

function taskOf(model: string, role: EmbeddingRole): string {
  const side = role === 'query' ? 'query' : 'passage';
  const name = bareModelName(model);
  if (name.startsWith('jina-code-embeddings')) return `nl2code.${side}`;
  return name === 'jina-embeddings-v4' ? `code.${side}` : `retrieval.${side}`;
}

function isOld(model: string): boolean {
  return /^jina-(?:embeddings-v[12]|embedding-|clip-v1)/.test(bareModelName(model));
}
