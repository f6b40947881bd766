import * as l10n from '@vscode/l10n';
import type { ProviderSummary } from '../contracts/providerInfo';

/** The name of a model, with that of the model that embeds questions if it is another one. */
export function modelText({ model, queryModel }: Pick<ProviderSummary, 'model' | 'queryModel'>): string {
  return queryModel === undefined ? model : l10n.t('{0} (questions: {1})', model, queryModel);
}
