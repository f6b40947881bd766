import type {
  IndexReport,
  PathReason,
  RunSummary,
  SkippedDirectory,
} from '../../common/contracts/indexReport';
import { decidingFile } from '../corpus/decidingFile';

/** Most directories that a summary lists, and most characters of their paths together. */
const namedDirectories = 1000;
const namedCharacters = 64 * 1024;

/** The counts of a report, of bounded size, so that they can be sent to another thread. */
export function summarizeRun({
  skipped,
  failed,
  withoutVector,
  provisional,
  ...counts
}: IndexReport): RunSummary {
  const onPurpose = skipped.filter(({ reason }) => reason !== 'unreadable');
  return {
    ...counts,
    skipped: onPurpose.length,
    skippedBy: countReasons(onPurpose),
    failed: failed.length,
    withoutVector: withoutVector.length,
    provisional: provisional.length,
    skippedDirectories: directoriesLeftOut(onPurpose),
  };
}

/** Number of paths for each reason. */
export function countReasons(paths: readonly PathReason[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of paths) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

function directoriesLeftOut(skipped: readonly PathReason[]): SkippedDirectory[] {
  const nearestFirst = skipped
    .filter(({ path, reason }) => path.endsWith('/') && (reason === 'ignored' || reason === 'excluded'))
    .map(({ path, detail }) => ({ path: path.slice(0, -1), detail, depth: path.split('/').length }))
    .sort((a, b) => a.depth - b.depth || (a.path < b.path ? -1 : 1));
  const named: SkippedDirectory[] = [];
  let characters = 0;
  for (const { path, detail } of nearestFirst.slice(0, namedDirectories)) {
    characters += path.length;
    if (characters > namedCharacters) break;
    const decidedBy = decidingFile(detail);
    named.push({ path, ...(decidedBy !== undefined && { decidedBy }) });
  }
  return named;
}
