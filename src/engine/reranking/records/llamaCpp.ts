import { message } from '../../../common/messages/message';
import { rerankRecord } from './rerankDialect';

/** llama.cpp, started with `--reranking`. The query and a document must fit into one physical batch. */
export const llamaCppReranker = rerankRecord({
  id: 'llama-cpp',
  label: 'llama.cpp',
  description: message('llamaCppRerankDescription'),
  documentation: 'https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md',
  baseUrl: 'http://localhost:8080/v1',
  pastedPaths: ['/reranking'],
  isOwnServer: true,
  models: [],
  maxInputs: 64,
  // Most rerankers, and a physical batch of llama.cpp by default, take 512 tokens. The estimate counts nearly double.
  maxInputTokens: 900,
});
