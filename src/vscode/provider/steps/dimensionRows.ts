import * as l10n from '@vscode/l10n';
import { countOf } from '../../../common/text/countText';
import type { ModelInfo } from '../../../common/contracts/providerInfo';
import { joinParts } from '../../../common/text/listText';
import type { StepRow } from './stepRow';

/** Whether a model supports several dimensions. */
export function hasOtherDimensions({ otherDimensions = [] }: ModelInfo): boolean {
  return otherDimensions.length > 0;
}

/**
 * Rows for the choice of dimensions, the model's default first.
 *
 * @param current configured dimensions; undefined means the model's default
 * @returns rows whose values are dimensions; 0 means the model's default
 */
export function dimensionRows(model: ModelInfo, current: number | undefined): StepRow<number>[] {
  const { dimensions: own, otherDimensions = [] } = model;
  const asked = current !== undefined && current !== own ? [current] : [];
  const others = [...new Set([...otherDimensions, ...asked])]
    .filter((dimensions) => dimensions !== own)
    .sort((a, b) => b - a);
  const isOwn = asked.length === 0;
  return [
    {
      label: own === undefined ? l10n.t('Model default') : countOf(own, 'dimension'),
      description: joinParts(
        l10n.t('model default'),
        current === own && own !== undefined && l10n.t('current'),
      ),
      value: 0,
      isActive: isOwn,
    },
    ...others.map((dimensions) => ({
      label: countOf(dimensions, 'dimension'),
      description: joinParts(
        own !== undefined && dimensions < own && l10n.t('a smaller index, a little less exact'),
        dimensions === current && l10n.t('current'),
      ),
      value: dimensions,
      isActive: dimensions === current,
    })),
  ];
}
