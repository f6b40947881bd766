import type { PathReason } from '../../common/contracts/indexReport';
import type { PathSet } from '../corpus/pathSet';

/** Files and directories that could not be read, and files that could not be indexed. Each run tries them again. */
export interface UnreadPaths {
  readonly count: number;
  /** By path, at most {@link keptPaths} of them. */
  readonly paths: readonly PathReason[];
}

/** Enough for the user to read; the index size must not depend on files it does not contain. */
const keptPaths = 1000;

/** Every path could be read. */
export const noUnread: UnreadPaths = { count: 0, paths: [] };

/** @param unread all paths that a run over the whole workspace folder could not read */
export function unreadOf(unread: readonly PathReason[]): UnreadPaths {
  return { count: unread.length, paths: sorted(unread).slice(0, keptPaths) };
}

/**
 * The unread paths after a run over a part of the workspace folder.
 *
 * @param part the part that the run covered
 * @param unread the paths it could not read there
 */
export function updateUnread(before: UnreadPaths, part: PathSet, unread: readonly PathReason[]): UnreadPaths {
  const elsewhere = before.paths.filter(({ path }) => !part.holds(path.replace(/\/$/, '')));
  const count = before.count - (before.paths.length - elsewhere.length) + unread.length;
  return { count, paths: sorted([...elsewhere, ...unread]).slice(0, keptPaths) };
}

function sorted(paths: readonly PathReason[]): PathReason[] {
  return [...paths].sort((a, b) => (a.path < b.path ? -1 : 1));
}
