import * as l10n from '@vscode/l10n';
import { shownError, type ErrorFacts } from '../../common/errors/errors';
import type { InventoryEntry } from '../../common/contracts/inventoryContract';
import { valuesOf, type Text } from '../../common/messages/message';
import { textOf } from '../../common/messages/textOf';

/** Origin of an excluding glob; `default` are the built-in globs of every project. */
export type GlobOrigin =
  'semanticSearch.exclude' | 'files.exclude' | 'search.exclude' | 'workspaceFolder' | 'default';

/** Finds the origin of a glob, which the engine does not know. */
export type OriginOfGlob = (glob: string) => GlobOrigin;

type Reason = Pick<InventoryEntry, 'reason' | 'detail' | 'error'>;

/** Why an entry is not in the index as it should be, for the end of a row: short, without a full stop. Empty if it is. */
export function reasonText({ reason, detail = '', error }: Reason, originOf: OriginOfGlob): string {
  switch (reason) {
    case undefined:
      return '';
    case 'new':
      return l10n.t('not indexed yet');
    case 'changed':
      return l10n.t('changed since it was indexed');
    case 'removed':
      return l10n.t('deleted, still in the index');
    case 'provisional':
      return l10n.t('split by lines for now, retried in the next run: {0}', textOf(detail));
    case 'ignored':
      return l10n.t('ignored by {0}', textOf(detail));
    case 'excluded':
      return exclusionText(detail, originOf);
    case 'too-large':
      return tooLargeText(detail);
    case 'empty':
      return l10n.t('empty');
    case 'binary':
      return l10n.t('binary');
    case 'minified':
      return l10n.t('minified ({0})', textOf(detail));
    case 'generated':
      return l10n.t('generated ({0})', textOf(detail));
    case 'secret':
      return l10n.t('may hold secrets ({0})', textOf(detail));
    case 'undecodable':
      return l10n.t('unknown encoding');
    case 'lfs-pointer':
      return l10n.t('Git LFS pointer, its content was not downloaded');
    case 'unreadable':
      return l10n.t('cannot be read: {0}', textOf(detail));
    case 'not-a-file':
      return textOf(detail);
    case 'outside-workspace':
      return l10n.t('link to a target outside the workspace folder');
    case 'link-loop':
      return l10n.t('circular link');
    default:
      return error ? errorText(error) : textOf(detail) || reason;
  }
}

function errorText(error: ErrorFacts): string {
  const { message, hint } = shownError(error);
  return [message, hint].filter(Boolean).join(' ');
}

/**
 * The kind of rule that excludes an `excluded` entry.
 *
 * - `place`: what it is, or where it is
 * - `notIncluded`: only some files are included, and this file is not
 * - `glob`: the glob that is its detail
 */
export function exclusionOf(detail: Text): 'place' | 'notIncluded' | 'glob' {
  if (typeof detail === 'string') return 'glob';
  return detail.code === 'notIncluded' ? 'notIncluded' : 'place';
}

function exclusionText(detail: Text, originOf: OriginOfGlob): string {
  switch (exclusionOf(detail)) {
    case 'glob':
      return globText(textOf(detail), originOf(textOf(detail)));
    case 'notIncluded':
      return l10n.t('not matched by the setting {0}', 'semanticSearch.include');
    case 'place':
      return placeText(detail);
  }
}

function placeText(detail: Text): string {
  const [marker] = valuesOf(detail, 'markedBy') ?? [];
  if (marker !== undefined) return l10n.t('cache or environment (contains {0})', marker);
  const [target] = valuesOf(detail, 'linkToListed') ?? [];
  return target === undefined ? textOf(detail) : l10n.t('link to {0}', target);
}

function globText(glob: string, origin: GlobOrigin): string {
  switch (origin) {
    case 'workspaceFolder':
      return l10n.t('separate workspace folder');
    case 'default':
      return l10n.t('excluded by default: {0}', glob);
    case 'semanticSearch.exclude':
    case 'files.exclude':
    case 'search.exclude':
      return l10n.t('excluded by {0}: {1}', origin, glob);
  }
}

function tooLargeText(detail: Text): string {
  const [size, limit] = valuesOf(detail, 'overSizeLimit') ?? [];
  if (size !== undefined && limit !== undefined) {
    return l10n.t('too large ({0} MB, limit {1} MB)', size, limit);
  }
  return detail === '' ? l10n.t('too large') : l10n.t('too large ({0})', textOf(detail));
}
