import * as l10n from '@vscode/l10n';
import { listOf } from '../common/text/listText';
import { SemanticSearchError } from '../common/errors/errors';
import type { Endpoint } from '../engine/embedding/remote/endpoint';

/**
 * The dimensions to request from an endpoint; undefined if the wanted number is the model's default or not set.
 *
 * @throws SemanticSearchError USAGE if the model does not support them
 */
export function askedDimensionsOf(
  { record, model }: Endpoint,
  wanted: number | undefined,
): number | undefined {
  const own = record.models.find(({ id }) => id === model)?.dimensions;
  if (wanted === undefined || wanted === own) return undefined;
  const choices = record.dimensionsOf(model);
  if (choices === 'any' || choices.includes(wanted)) return wanted;
  // For an unknown model the wanted number may be its default; the first response shows it.
  if (choices.length === 0 && own === undefined) return undefined;
  const possible = [...new Set([...(own === undefined ? [] : [own]), ...choices])].sort((a, b) => a - b);
  throw new SemanticSearchError(
    'USAGE',
    l10n.t('The model {0} of {1} does not support {2} dimensions.', model, record.label, wanted),
    l10n.t('Supported dimensions: {0}.', listOf(possible.map(String))),
  );
}
