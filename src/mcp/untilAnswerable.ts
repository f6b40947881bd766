import { setTimeout as sleep } from 'node:timers/promises';
import { untilFirstFiles } from '../agents/firstFiles';
import type { EngineContract, FirstFilesParams, FirstFilesReport } from '../common/contracts/engineContract';
import type { RemoteCaller } from '../common/contracts/remoteCalls';

/**
 * Longest time between a question and its search for the comparison of all files with an index that was complete,
 * milliseconds; opening the index is part of it.
 */
const updateMs = 600;

/** A folder whose index is kept up to date. */
interface UpdatedFolder {
  /** Whether it was indexed completely at some time. */
  readonly isComplete: boolean;
  /** Resolves when the first update has begun. */
  readonly hasBegun: Promise<void>;
  /** Compares all files with the index, unless this was begun after the question was asked. */
  refresh(askedAtMs: number): Promise<void>;
}

/** What was done for a question before it is answered. */
export interface Readiness {
  /** All files were compared with the index after the question was asked. */
  readonly isChecked: boolean;
  /** The files that were indexed first for the question, if others wait. */
  readonly first?: FirstFilesReport | undefined;
}

/**
 * Waits until all files were compared with the index, but not long. If the index is new, it waits only until the files
 * that are most likely to answer the question are in it.
 *
 * @param askedAtMs when the question was asked, by `performance.now`; it may have waited for the engine
 */
export async function untilAnswerable(
  engine: RemoteCaller<EngineContract>,
  folders: readonly UpdatedFolder[],
  question: FirstFilesParams,
  askedAtMs: number,
  signal: AbortSignal,
): Promise<Readiness> {
  const checks = Promise.all(folders.map((folder) => folder.refresh(askedAtMs))).then((): Readiness => ({
    isChecked: true,
  }));
  const isNew = folders.some(({ isComplete }) => !isComplete);
  // Before it has begun, no files would wait.
  if (isNew) await Promise.all(folders.map(({ hasBegun }) => hasBegun));
  const first = isNew ? await Promise.race([checks, untilFirstFiles(engine, question, signal)]) : null;
  if (first === undefined) return { isChecked: false };
  const leftMs = isNew ? updateMs : Math.max(0, askedAtMs + updateMs - performance.now());
  if (first === null) return Promise.race([checks, sleep(leftMs, { isChecked: false }, { ref: false })]);
  return 'isChecked' in first ? first : { isChecked: false, first };
}
