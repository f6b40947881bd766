import * as l10n from '@vscode/l10n';
import { SemanticSearchError } from '../common/errors/errors';
import type { Endpoint } from '../engine/embedding/remote/endpoint';

/**
 * The type of numbers to request from an endpoint; undefined for floating-point numbers.
 *
 * @throws SemanticSearchError USAGE if the model does not return it
 */
export function outputTypeOf({ record, model }: Endpoint, wanted: 'int8' | undefined): 'int8' | undefined {
  if (wanted === undefined || record.int8?.isOf(model) === true) return wanted;
  throw new SemanticSearchError(
    'USAGE',
    l10n.t('The model {0} of {1} does not return vectors of 8-bit integers.', model, record.label),
    l10n.t('Set semanticSearch.outputType (--output-type on the command line) to float.'),
  );
}
