import type { FolderRunSummary } from '../../common/contracts/engineContract';
import type { SharedCounts } from '../../common/contracts/indexReport';
import type { Logger } from '../../common/logger';
import { formatCount } from '../../common/text/countText';
import type { Changes } from './pendingChanges';

/** Logs what the runs of one folder left out and read of the shared results. */
export class RunLog {
  private loggedSkips: string | undefined;

  constructor(
    private readonly folder: string,
    private readonly logger: Logger,
  ) {}

  /** Logs a finished run: what is worth to be known, and its figures for debugging. */
  noteRun(changes: Changes, report: FolderRunSummary, tookMs: number): void {
    const isWhole = typeof changes === 'string';
    if (isWhole) this.noteSkipped(report.skippedBy);
    this.noteShared(report.shared);
    const { files, chunks, embedded, removed } = report;
    this.logger.debug(
      `${this.folder}: ${isWhole ? changes : `${changes.paths.length} paths`} in ${tookMs.toFixed(0)} ms, ` +
        `${files} files, ${chunks} chunks, ${embedded} embedded, ${removed} removed`,
    );
  }

  /** What a run read of the shared results; a place that is not read logs the reason itself. */
  private noteShared(shared: SharedCounts | undefined): void {
    if (!shared || shared.found + shared.absent + shared.bad === 0) return;
    const { place, vectors, found, absent, bad } = shared;
    this.logger.info(
      `${this.folder}: ${vectors} vectors of ${found} files read from ${place}; ` +
        `${absent} files not there, ${bad} damaged and not used.`,
    );
  }

  /** Logs the number of skipped paths per reason, if it has changed; the index tree lists each path. */
  private noteSkipped(skippedBy: Readonly<Record<string, number>>): void {
    const summary = Object.entries(skippedBy)
      .map(([reason, count]) => `${formatCount(count)} ${reason}`)
      .join(', ');
    if (summary === this.loggedSkips) return;
    this.loggedSkips = summary;
    this.logger.info(`${this.folder}: left out: ${summary || 'nothing'}. The view Index names each.`);
  }
}
