import { message } from '../../../common/messages/message';
import { plainBody, rerankRecord } from './rerankDialect';

/** AIHubMix, in the format of Jina AI. Its examples request the number of scores, so all are requested. */
export const aihubmixReranker = rerankRecord({
  id: 'aihubmix',
  label: 'AIHubMix',
  description: message('aihubmixDescription'),
  documentation: 'https://docs.aihubmix.com/en/api/Jina-AI',
  baseUrl: 'https://aihubmix.com/v1',
  defaultModel: 'jina-reranker-v2-base-multilingual',
  models: [
    { id: 'jina-reranker-v2-base-multilingual', maxInputTokens: 1024 },
    { id: 'jina-reranker-m0', maxInputTokens: 10_240 },
  ],
  maxInputs: 64,
  maxInputTokens: 1024,
  bodyOf: (call) => ({ ...plainBody(call), top_n: call.documents.length }),
});
