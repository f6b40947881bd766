import { message } from '../../../common/messages/message';
import { rerankRecord } from './rerankDialect';

/**
 * Text Embeddings Inference. It runs one model, names the documents `texts`, takes 32 of them by default
 * (`--max-client-batch-size`), and refuses longer ones than the model takes unless `truncate` is set.
 */
export const teiReranker = rerankRecord({
  id: 'tei',
  label: 'Text Embeddings Inference',
  description: message('teiRerankDescription'),
  documentation: 'https://huggingface.github.io/text-embeddings-inference',
  baseUrl: 'http://localhost:8080',
  isOwnServer: true,
  models: [],
  maxInputs: 32,
  maxInputTokens: 2048,
  bodyOf: ({ query, documents }) => ({ query, texts: documents, truncate: true }),
});
