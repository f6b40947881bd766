import { CancelledError, errorDataOf, type ErrorData } from '../../common/errors';
import type { IndexReport, PathReason } from '../../common/indexReport';
import type { LastRun } from '../../common/inventory';

/** What the runs of this session found, for who looks at the index. */
export class RunMemory {
  private readonly failedFiles = new Map<string, PathReason>();
  private skippedPaths: readonly PathReason[] = [];
  private lastWhole: LastRun | undefined;
  private lastError: ErrorData | undefined;

  /** What the last run over the whole folder left out; empty before there was one. */
  get skipped(): readonly PathReason[] {
    return this.skippedPaths;
  }

  /** Files that could not be indexed when they were tried last, by path. */
  get failed(): ReadonlyMap<string, PathReason> {
    return this.failedFiles;
  }

  /** Undefined before the first run over the whole folder came to its end. */
  get whole(): LastRun | undefined {
    return this.lastWhole;
  }

  /** Why the last run could not come to its end; undefined where it could, or is under way. */
  get error(): ErrorData | undefined {
    return this.lastError;
  }

  noteStart(): void {
    this.lastError = undefined;
  }

  /** @param paths what the run was about; undefined means the whole folder */
  noteEnd(report: IndexReport, paths?: readonly string[]): void {
    for (const path of this.failedFiles.keys()) {
      if (!paths || paths.some((one) => path === one || path.startsWith(`${one}/`))) {
        this.failedFiles.delete(path);
      }
    }
    for (const failure of report.failed) this.failedFiles.set(failure.path, failure);
    if (paths) return;
    this.skippedPaths = report.skipped;
    this.lastWhole = { endedAtMs: Date.now(), tookMs: report.tookMs };
  }

  noteError(error: unknown): void {
    if (!(error instanceof CancelledError)) this.lastError = errorDataOf(error);
  }
}
