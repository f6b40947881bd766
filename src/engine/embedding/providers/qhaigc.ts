import { message } from '../../../common/messages/message';
import { modelListing } from './modelListing';
import { openaiRecord } from './openaiDialect';

const models = [
  { id: 'bge-m3', dimensions: 1024, maxInputTokens: 8192 },
  { id: 'text-embedding-3-large', dimensions: 3072, maxInputTokens: 8191 },
];

/**
 * Qhaigc. Its documentation is inconsistent: one page takes a list of texts, one a single text. Short lists are used.
 * Neither page has a field for dimensions, and only one has a field for the encoding.
 */
export const qhaigc = openaiRecord({
  id: 'qhaigc',
  label: 'Qhaigc',
  description: message('qhaigcDescription'),
  documentation: 'https://www.qhaigc.net/docs/api-reference/embeddings/create',
  baseUrl: 'https://api.qhaigc.net/v1',
  defaultModel: 'bge-m3',
  models,
  listing: modelListing({ models }),
  maxInputs: 16,
  maxInputTokens: 8191,
  encodings: ['base64', 'float'],
});
