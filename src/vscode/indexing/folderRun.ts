import type { EngineContract, FolderRunSummary } from '../../common/contracts/engineContract';
import type { IndexProgress } from '../../common/contracts/indexReport';
import type { RemoteCaller } from '../../common/contracts/remoteCalls';
import type { Changes } from './pendingChanges';
import { QuietStart } from './quietStart';

/** A saved file is usually indexed faster than this, in milliseconds, so no progress is shown before. */
const quietMs = 1000;

/** How a run ended: with its report, or with an error. */
export type RunOutcome =
  | { readonly report: FolderRunSummary }
  | {
      readonly report?: undefined;
      readonly error: unknown;
      /** Number of files that were not indexed; undefined if unknown. */
      readonly unfinished: number | undefined;
    };

/** Indexes changes of a folder. Never rejects: an error, also a cancellation, is an outcome. */
export async function runFolder(
  engine: Pick<RemoteCaller<EngineContract>, 'call'>,
  folder: string,
  changes: Changes,
  {
    signal,
    onProgress,
  }: { readonly signal: AbortSignal; readonly onProgress: (step: IndexProgress) => void },
): Promise<RunOutcome> {
  const isWhole = typeof changes === 'string';
  let unfinished = isWhole ? undefined : changes.paths.length;
  const progress = new QuietStart<IndexProgress>(onProgress, isWhole ? 0 : quietMs);
  const extent = isWhole ? { rebuild: changes === 'rebuild' } : { paths: changes.paths };
  try {
    const report = await engine.call(
      'index',
      { folder, ...extent },
      {
        signal,
        onProgress: (step) => {
          if (step.total > 0) unfinished = step.total - step.done;
          progress.push(step);
        },
      },
    );
    return { report };
  } catch (error) {
    return { error, unfinished };
  } finally {
    progress.dispose();
  }
}
