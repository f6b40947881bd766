import * as l10n from '@vscode/l10n';
import { messageOf, SemanticSearchError, systemCodeOf } from '../../common/errors/errors';

/** Disk and permission problems are often fixed soon: delay before the next attempt, milliseconds. */
const unreadableRetryMs = 30_000;

/**
 * Creates the user-visible error for a failed write of the index.
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
        l10n.t('No space left to write {0}.', target),
        l10n.t('Free up disk space and index again. Stored data is kept.'),
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new SemanticSearchError(
        'INDEX_UNWRITABLE',
        l10n.t('No permission to write {0}.', target),
        l10n.t('Check the permissions of that folder, or choose another for the index.'),
        { cause: error },
      );
    default:
      return new SemanticSearchError(
        'INDEX_UNWRITABLE',
        l10n.t('{0} could not be written: {1}', target, messageOf(error)),
        l10n.t('Check the disk that contains the folder of the index, or choose another folder.'),
        { cause: error },
      );
  }
}

/**
 * Creates the user-visible error for a part of the index that exists but cannot be read.
 *
 * @param target the file or directory that was to be read
 */
export function unreadableError(error: unknown, target: string): SemanticSearchError {
  if (error instanceof SemanticSearchError) return error;
  return new SemanticSearchError(
    'INDEX_UNREADABLE',
    l10n.t('Part of the index cannot be read: {0}: {1}', target, messageOf(error)),
    l10n.t('Nothing was overwritten. Check the disk and the permissions of that file, then index again.'),
    { cause: error, retryAfterMs: unreadableRetryMs },
  );
}

/** The user-visible error for an index that another version of this program or another model wrote. */
export class ForeignFormatError extends SemanticSearchError {
  /**
   * @param target the file that was read
   * @param found the format or the model that it names
   */
  constructor(target: string, found: unknown) {
    super(
      'INDEX_UNREADABLE',
      l10n.t('{0} has a different format ({1}) than this version writes.', target, String(found)),
      l10n.t('Nothing was overwritten. To rebuild the index, delete the folder that contains this file.'),
    );
  }
}
