import * as l10n from '@vscode/l10n';
import { priceText } from '../../../common/text/priceText';
import type { ModelInfo, ProviderInfo } from '../../../common/contracts/providerInfo';
import { joinParts } from '../../../common/text/listText';
import { labelText } from '../../labelText';
import type { StepRow } from './stepRow';

/** Whether questions for an index of a model may be embedded by other models, since they share a vector space. */
export function hasQueryModels({ models }: Pick<ProviderInfo, 'models'>, model: ModelInfo): boolean {
  return sharingSpace(models, model).length > 0;
}

/**
 * Rows for the choice of the model that embeds questions, the model of the index first.
 *
 * @param current configured model; undefined means that of the index
 * @returns rows whose values are ids of models
 */
export function queryModelRows(
  { models }: Pick<ProviderInfo, 'models'>,
  model: ModelInfo,
  current: string | undefined,
): StepRow<string>[] {
  return [model, ...sharingSpace(models, model)].map((one) => ({
    label: labelText(one.id),
    description: joinParts(
      one.id === model.id && l10n.t('the model of the index'),
      one.price && priceText(one.price),
      one.id === (current ?? model.id) && l10n.t('current'),
    ),
    value: one.id,
    isActive: one.id === (current ?? model.id),
  }));
}

function sharingSpace(models: readonly ModelInfo[], { id, space }: ModelInfo): readonly ModelInfo[] {
  return space === undefined ? [] : models.filter((one) => one.space === space && one.id !== id);
}
