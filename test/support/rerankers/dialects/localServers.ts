import { bearerKey, flag, oneOf, wholeNumber } from '../../providers/bodyRules';
import { wordingOf, statusOf } from '../../providers/wording';
import { llamaServerFault, openAiFault } from '../../providers/openAiShape';
import { readRerankBy, resultsOf, type RerankDialect } from '../rerankDialect';

/**
 * llama.cpp's server with `--reranking` (tools/server/README.md, "POST /reranking"): a pair of texts must fit into one
 * physical batch.
 */
export const llamaCpp: RerankDialect = {
  id: 'llama-cpp',
  base: '/v1',
  path: '/rerank',
  needsKey: false,
  keyOf: bearerKey,
  served: { maxPairTokens: 512 },
  read: readRerankBy({ isModelRequired: false, count: 'top_n' }),
  answer: (scores, { model = 'gpt-3.5-turbo' }, tokens) => ({
    model,
    object: 'list',
    usage: { prompt_tokens: tokens, total_tokens: tokens },
    results: resultsOf(scores),
  }),
  fault: llamaServerFault,
};

/**
 * Text Embeddings Inference (https://huggingface.github.io/text-embeddings-inference, `POST /rerank`): 32 texts by
 * default; a longer pair than the model takes is refused unless `truncate` is set.
 */
export const tei: RerankDialect = {
  id: 'tei',
  base: '',
  path: '/rerank',
  needsKey: false,
  keyOf: bearerKey,
  maxDocuments: 32,
  read: readRerankBy({
    documents: 'texts',
    others: {
      truncate: (value) => value === true,
      raw_scores: flag,
      return_text: flag,
      truncation_direction: oneOf('Left', 'Right'),
    },
  }),
  answer: (scores) => scores,
  fault: (refusal) => ({
    status: statusOf(refusal, {
      tooManyInputs: 413,
      inputTooLong: 413,
      unknownField: 422,
      missingField: 422,
    }),
    body: {
      error: wordingOf(refusal, {
        tooManyInputs: ({ count, limit }) => `batch size ${count} > maximum allowed batch size ${limit}`,
      }),
      error_type: 'Validation',
    },
  }),
};

/** vLLM (https://docs.vllm.ai, "Re-rank API"): a pair longer than the model's context is refused. */
export const vllm: RerankDialect = {
  id: 'vllm',
  base: '/v1',
  path: '/rerank',
  needsKey: false,
  keyOf: bearerKey,
  served: { maxPairTokens: 512 },
  read: readRerankBy({
    isModelRequired: false,
    count: 'top_n',
    others: { truncate_prompt_tokens: wholeNumber },
  }),
  answer: (scores, { model = 'BAAI/bge-reranker-base', documents }, tokens) => ({
    id: 'rerank-17b879dd',
    model,
    usage: { total_tokens: tokens },
    results: scores.map(({ index, score }) => ({
      index,
      document: { text: documents[index as number] },
      relevance_score: score,
    })),
  }),
  fault: openAiFault,
};

/** Infinity (https://michaelfeil.eu/infinity, `POST /rerank`): FastAPI's refusals; long texts are cut. */
export const infinity: RerankDialect = {
  id: 'infinity',
  base: '',
  path: '/rerank',
  needsKey: false,
  keyOf: bearerKey,
  maxDocuments: 2048,
  read: readRerankBy({
    isModelRequired: false,
    count: 'top_n',
    others: { return_documents: flag, raw_scores: flag },
  }),
  answer: (scores, { model = 'default/not-specified' }, tokens) => ({
    object: 'rerank',
    results: resultsOf(scores),
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
    id: 'infinity-17b879dd',
    created: 1_700_000_000,
  }),
  fault: (refusal) => ({
    status: statusOf(refusal, { unknownField: 422, missingField: 422, badValue: 422, tooManyInputs: 422 }),
    body: {
      detail: [{ loc: ['body', 'documents'], msg: wordingOf(refusal), type: 'value_error' }],
    },
  }),
};
