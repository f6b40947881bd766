import * as l10n from '@vscode/l10n';
import { shownError, type ErrorFacts } from '../../common/errors/errors';
import { detailText } from '../../common/text/detailText';
import type { InventoryEntry } from '../../common/contracts/inventoryContract';

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
      return l10n.t('split by lines for now, retried in the next run: {0}', detail);
    case 'ignored':
      return l10n.t('ignored by {0}', detail);
    case 'excluded':
      return exclusionText(detail, originOf);
    case 'too-large':
      return tooLargeText(detail);
    case 'empty':
      return l10n.t('empty');
    case 'binary':
      return l10n.t('binary');
    case 'minified':
      return l10n.t('minified ({0})', detailText(detail));
    case 'generated':
      return l10n.t('generated ({0})', detailText(detail));
    case 'secret':
      return l10n.t('may hold secrets ({0})', detailText(detail));
    case 'undecodable':
      return l10n.t('unknown encoding');
    case 'lfs-pointer':
      return l10n.t('Git LFS pointer, its content was not downloaded');
    case 'unreadable':
      return l10n.t('cannot be read: {0}', detailText(detail));
    case 'not-a-file':
      return detailText(detail);
    case 'outside-workspace':
      return l10n.t('link to a target outside the workspace folder');
    case 'link-loop':
      return l10n.t('circular link');
    default:
      return error ? errorText(error) : detail || reason;
  }
}

function errorText(error: ErrorFacts): string {
  const { message, hint } = shownError(error);
  return [message, hint].filter(Boolean).join(' ');
}

const patterns = {
  link: /^a link to (.+), which has a path of its own$/s,
  marker: /^holds (.+)$/s,
  size: /^([\d.]+) MiB, the limit is ([\d.]+) MiB$/,
};

/** The kind of rule that excludes an `excluded` entry. */
export function exclusionOf(
  detail: string,
): 'versionControl' | 'worktree' | 'marker' | 'notIncluded' | 'link' | 'glob' {
  if (detail === 'version control') return 'versionControl';
  if (detail === 'a worktree of the same repository') return 'worktree';
  if (detail === 'not included') return 'notIncluded';
  if (patterns.marker.test(detail)) return 'marker';
  return patterns.link.test(detail) ? 'link' : 'glob';
}

function exclusionText(detail: string, originOf: OriginOfGlob): string {
  switch (exclusionOf(detail)) {
    case 'versionControl':
      return l10n.t('version control');
    case 'worktree':
      return l10n.t('worktree of the same repository');
    case 'notIncluded':
      return l10n.t('not matched by the setting {0}', 'semanticSearch.include');
    case 'marker':
      return l10n.t('cache or environment (contains {0})', patterns.marker.exec(detail)![1]!);
    case 'link':
      return l10n.t('link to {0}', patterns.link.exec(detail)![1]!);
    case 'glob':
      return globText(detail, originOf(detail));
  }
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

function tooLargeText(detail: string): string {
  const [, size, limit] = patterns.size.exec(detail) ?? [];
  return size !== undefined && limit !== undefined
    ? l10n.t('too large ({0} MB, limit {1} MB)', size, limit)
    : detail === ''
      ? l10n.t('too large')
      : l10n.t('too large ({0})', detailText(detail));
}
