import {
  indexStages,
  type IndexReport,
  type IndexStage,
  type PathReason,
  type SharedCounts,
  type SnapshotUse,
} from '../../common/contracts/indexReport';
import { writeDetail } from '../../common/messages/detailForm';
import type { Logger } from '../../common/logger';
import type { EmbeddingProvider } from '../embedding/embeddingProvider';
import type { SharedVectors } from '../embedding/sharedVectors';
import { analysisStages, type AnalysisTimes } from './analyzeFile';
import { countIndex, filesWithoutVector } from './countIndex';
import type { IndexStore } from './indexStore';

/** Most failed files listed in the log: with an unreadable disk it would be every file. */
const loggedFailures = 20;

/** Collects the results of a run. */
export class RunTally {
  private readonly started = performance.now();
  private readonly requestsBefore: number;
  private readonly sharedBefore: SharedCounts | undefined;
  embedded = 0;
  removed = 0;
  readonly skipped: PathReason[] = [];
  readonly failed: PathReason[] = [];
  readonly provisional: PathReason[] = [];
  snapshot: SnapshotUse | undefined;
  private threads = 1;
  private readonly stagesMs = Object.fromEntries(indexStages.map((stage) => [stage, 0])) as Record<
    IndexStage,
    number
  >;

  constructor(
    private readonly provider: EmbeddingProvider,
    private readonly logger: Logger,
    private readonly shared?: Pick<SharedVectors, 'counts'>,
  ) {
    this.requestsBefore = provider.requests ?? 0;
    this.sharedBefore = shared?.counts;
  }

  /** All paths that could not be read or indexed. */
  get unread(): PathReason[] {
    const unreadable = this.skipped.filter(({ reason }) => reason === 'unreadable');
    return [
      ...this.failed,
      ...unreadable.map(({ path, reason, detail }) => ({
        path,
        reason: detail === undefined ? reason : writeDetail(detail),
      })),
    ];
  }

  fail(path: string, reason: string): void {
    this.failed.push({ path, reason });
    if (this.failed.length <= loggedFailures) this.logger.warn(`Not indexed: ${path}: ${reason}`);
    else if (this.failed.length === loggedFailures + 1)
      this.logger.warn('Not indexed: more files than that.');
  }

  /** Records the number of threads that analyze files. */
  noteThreads(count: number): void {
    this.threads = count;
  }

  addTime(stage: IndexStage, ms: number): void {
    this.stagesMs[stage] += ms;
  }

  addTimes(times: AnalysisTimes): void {
    for (const stage of analysisStages) this.addTime(stage, times[stage]);
  }

  report(store: IndexStore): IndexReport {
    const { files, chunks } = countIndex(store);
    return {
      files,
      chunks,
      embedded: this.embedded,
      reused: Math.max(0, chunks - this.embedded),
      removed: this.removed,
      skipped: [...this.skipped].sort((a, b) => (a.path < b.path ? -1 : 1)),
      failed: this.failed,
      withoutVector: filesWithoutVector(store),
      provisional: this.provisional,
      unreadable: store.unread.count,
      requests: (this.provider.requests ?? 0) - this.requestsBefore,
      tookMs: performance.now() - this.started,
      ...(this.shared && { shared: countsSince(this.shared.counts, this.sharedBefore!) }),
      ...(this.snapshot && { snapshot: this.snapshot }),
      profile: { threads: this.threads, stagesMs: this.stagesMs },
    };
  }
}

function countsSince(now: SharedCounts, before: SharedCounts): SharedCounts {
  return {
    ...now,
    vectors: now.vectors - before.vectors,
    found: now.found - before.found,
    absent: now.absent - before.absent,
    bad: now.bad - before.bad,
    written: now.written - before.written,
    present: now.present - before.present,
    unwritten: now.unwritten - before.unwritten,
  };
}
