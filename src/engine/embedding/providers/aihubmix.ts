import { message } from '../../../common/messages/message';
import { modelListing } from './modelListing';
import { openaiRecord } from './openaiDialect';
import { openaiLimits, openaiModels } from './openaiModels';

/** AIHubMix. */
export const aihubmix = openaiRecord({
  id: 'aihubmix',
  label: 'AIHubMix',
  description: message('aihubmixDescription'),
  documentation: 'https://docs.aihubmix.com/en/api-reference/openai-compatible/create-an-embedding',
  baseUrl: 'https://aihubmix.com/v1',
  defaultModel: 'text-embedding-3-small',
  models: openaiModels,
  listing: modelListing({ models: openaiModels }),
  ...openaiLimits,
  encodings: ['base64', 'float'],
});
