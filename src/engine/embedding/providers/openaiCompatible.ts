import { message } from '../../../common/messages/message';
import { local } from './hosting';
import { modelListing } from './modelListing';
import { openaiRecord } from './openaiDialect';

/**
 * Any other OpenAI-compatible server: LM Studio, llama.cpp, vLLM, Text Embeddings Inference, gateways. No optional
 * fields are sent. At most 32 texts, the default limit of Text Embeddings Inference.
 */
export const openaiCompatible = openaiRecord({
  id: 'openai-compatible',
  label: 'OpenAI-compatible',
  description: message('openaiCompatibleDescription'),
  documentation: 'https://platform.openai.com/docs/api-reference/embeddings',
  baseUrlExample: 'http://localhost:1234/v1',
  key: 'optional',
  models: [],
  listing: modelListing({ isOwnServer: true }),
  timeoutMs: local.timeoutMs,
  maxInputs: 32,
  maxInputTokens: 2048,
  concurrency: local.concurrency,
  dimensionsOf: () => 'any',
});
