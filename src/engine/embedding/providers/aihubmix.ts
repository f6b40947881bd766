import * as l10n from '@vscode/l10n';
import { modelListing } from './modelListing';
import { openaiRecord } from './openaiDialect';
import { openaiLimits, openaiModels } from './openaiModels';

/** AIHubMix. */
export const aihubmix = openaiRecord({
  id: 'aihubmix',
  label: 'AIHubMix',
  describe: () => l10n.t('Gateway to the models of many providers'),
  documentation: 'https://docs.aihubmix.com/en/api-reference/openai-compatible/create-an-embedding',
  baseUrl: 'https://aihubmix.com/v1',
  defaultModel: 'text-embedding-3-small',
  models: openaiModels,
  listing: modelListing({ models: openaiModels }),
  ...openaiLimits,
  encodings: ['base64', 'float'],
});
