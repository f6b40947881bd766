import { CancelledError, errorFactsOf, type ErrorFacts } from '../../common/errors/errors';
import type { IndexReport, PathReason } from '../../common/contracts/indexReport';
import type { LastRun } from '../../common/contracts/inventoryContract';

/** Paths per page, so that a message has some hundred kilobytes at most. */
const pagePaths = 1000;

type RunList = 'skipped' | 'failed' | 'provisional';

/** The results of the runs of this session, for views of the index. */
export class RunMemory {
  private skippedPaths: readonly PathReason[] = [];
  private last: Pick<IndexReport, RunList> = { skipped: [], failed: [], provisional: [] };
  private lastWhole: LastRun | undefined;
  private lastError: ErrorFacts | undefined;

  /** Paths that the last run over the whole folder left out on purpose, sorted by path; empty before the first run. */
  get skipped(): readonly PathReason[] {
    return this.skippedPaths;
  }

  /** Undefined before the first run over the whole folder has finished. */
  get whole(): LastRun | undefined {
    return this.lastWhole;
  }

  /** Why the last run could not finish; undefined if it finished, or is in progress. */
  get error(): ErrorFacts | undefined {
    return this.lastError;
  }

  /** A part of a list of the last finished run; empty after the end of the list. */
  page(list: RunList, from: number): readonly PathReason[] {
    return this.last[list].slice(from, from + pagePaths);
  }

  noteStart(): void {
    this.lastError = undefined;
  }

  /** @param extent whether the run was over the whole workspace folder */
  noteEnd(report: IndexReport, extent: 'whole' | 'part'): void {
    this.last = report;
    if (extent === 'part') return;
    this.skippedPaths = report.skipped.filter(({ reason }) => reason !== 'unreadable');
    this.lastWhole = { endedAtMs: Date.now(), tookMs: report.tookMs };
  }

  noteError(error: unknown): void {
    if (!(error instanceof CancelledError)) this.lastError = errorFactsOf(error);
  }
}
