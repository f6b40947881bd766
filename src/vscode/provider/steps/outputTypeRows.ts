import * as l10n from '@vscode/l10n';
import { joinParts } from '../../../common/text/listText';
import { type ChoiceRow } from './stepRow';

/** The name of the type of numbers. */
export function outputTypeName(type: 'int8' | undefined): string {
  return type === undefined ? l10n.t('floating-point numbers') : l10n.t('8-bit integers');
}

/** Rows for the choice of the type of numbers that the provider returns. */
export function outputTypeRows(current: 'int8' | undefined): ChoiceRow<'float' | 'int8'>[] {
  return [
    {
      label: outputTypeName(undefined),
      description: joinParts(l10n.t('default'), current === undefined && l10n.t('current')),
      value: 'float',
      isActive: current === undefined,
    },
    {
      label: outputTypeName('int8'),
      description: joinParts(
        l10n.t('shorter answers, a little less exact'),
        current === 'int8' && l10n.t('current'),
      ),
      value: 'int8',
      isActive: current === 'int8',
    },
  ];
}
