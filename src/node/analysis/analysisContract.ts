import type { VectorMaker } from '../../engine/embedding/embedAll';
import type { StaticModelData } from '../../engine/embedding/staticModel';
import type { SentFile } from '../../engine/indexing/threads/analysisThreads';
import type { PackedAnalysis } from '../../engine/indexing/threads/packedAnalysis';

/** The `workerData` of a thread that analyzes files. */
export interface AnalysisThreadData {
  /** Directory of the built files. */
  readonly dist: string;
  /** Number of threads that analyze files in this process. */
  readonly threadCount: number;
  /** What the keys of vectors in the cache are computed from. */
  readonly provider: VectorMaker;
  /** The model that computes vectors, in shared memory; undefined if the thread computes none. */
  readonly model: StaticModelData | undefined;
  /** Shared by all threads: 1 while they pause, because a search is running. */
  readonly pause: Int32Array;
  /** Shared with this thread: see {@link progressFields}. */
  readonly progress: Int32Array;
}

/** Position of each number in {@link AnalysisThreadData.progress}. */
export const progressFields = {
  /** Number of the job in progress; 0 without one. */
  job: 0,
  /** Position of the file in progress in its job. */
  file: 1,
  /** Increases with each file, so that a thread that does not advance is noticed. */
  count: 2,
} as const;

/** Files for a thread. */
export interface AnalysisJob {
  /** From 1. */
  readonly id: number;
  readonly files: readonly {
    readonly file: SentFile;
    /** End of its content in `bytes`, which begins where that of the previous file ends. */
    readonly end: number;
  }[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The result of a job. */
export interface AnalysisAnswer {
  readonly id: number;
  /** Positions in the job of the files in `packed`. The others could not be analyzed. */
  readonly positions: readonly number[];
  readonly packed: PackedAnalysis;
  /** Messages for the log. */
  readonly warnings: readonly string[];
}
