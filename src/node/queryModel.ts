import * as l10n from '@vscode/l10n';
import { SemanticSearchError } from '../common/errors/errors';
import { listOf } from '../common/text/listText';
import type { Endpoint } from '../engine/embedding/remote/endpoint';
import { spaceOf } from '../engine/embedding/vectorSpace';

/**
 * The model that embeds questions, if it is another one than that of the endpoint.
 *
 * @throws SemanticSearchError USAGE if their vectors cannot be compared
 */
export function queryModelOf({ record, model }: Endpoint, wanted: string | undefined): string | undefined {
  if (wanted === undefined || wanted === model) return undefined;
  const others = spaceOf(record, model)?.models.filter((other) => other !== model) ?? [];
  if (others.includes(wanted)) return wanted;
  throw new SemanticSearchError(
    'USAGE',
    l10n.t(
      'Questions for an index of {0} cannot be embedded by {1}: {2} does not document that their vectors can be compared.',
      model,
      wanted,
      record.label,
    ),
    others.length === 0
      ? l10n.t('Remove semanticSearch.queryModel (--query-model on the command line).')
      : l10n.t(
          'Set semanticSearch.queryModel (--query-model on the command line) to one of: {0}.',
          listOf(others),
        ),
  );
}
