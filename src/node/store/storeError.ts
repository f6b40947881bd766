import * as l10n from '@vscode/l10n';
import { messageOf, SemanticSearchError, systemCodeOf } from '../../common/errors';

/**
 * What a person sees of a fault in writing the index.
 *
 * @param target the file or directory that was to be written
 */
export function storeError(error: unknown, target: string): SemanticSearchError {
  if (error instanceof SemanticSearchError) return error;
  switch (systemCodeOf(error) ?? '') {
    case 'ENOSPC':
    case 'EDQUOT':
      return new SemanticSearchError(
        'DISK_FULL',
        l10n.t('There is no space left to write {0}.', target),
        l10n.t('Free some space and index again: what was stored before is kept.'),
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new SemanticSearchError(
        'INDEX_UNWRITABLE',
        l10n.t('No right to write {0}.', target),
        l10n.t('Check the permissions of that folder, or choose another for the index.'),
        { cause: error },
      );
    default:
      return new SemanticSearchError(
        'INDEX_UNWRITABLE',
        l10n.t('{0} could not be written: {1}', target, messageOf(error)),
        l10n.t('Check that the folder of the index is on a disk that works, or choose another.'),
        { cause: error },
      );
  }
}
