import type { AnalyzedFile, FileToAnalyze } from '../analyzeFile';

/** A file and the user's choices for it. */
export interface SentFile extends FileToAnalyze {
  /** Index it although it looks secret. Default false. */
  readonly includeSecrets?: boolean;
  /** Index it although it looks generated. Default false. */
  readonly includesGenerated?: boolean;
}

/** Threads that work for a run. */
export interface OpenedThreads {
  readonly count: number;
  /** Bytes of files to hand over before their turn comes, so that no thread waits for work. */
  readonly bytesAhead: number;
  /**
   * Analyzes a file, with the vectors of its chunks if the model runs on this machine. Undefined if it could not be
   * analyzed there: the engine's thread does it then, and gets the error that it causes.
   *
   * @throws CancelledError when the run is cancelled; Error if a thread did not finish the file
   */
  analyze(file: SentFile, bytes: Uint8Array): Promise<AnalyzedFile | undefined>;
}

/**
 * Port for threads that do the work of {@link analyzeFile} beside the engine's thread. The result is the same,
 * whatever their number.
 */
export interface AnalysisThreads {
  /**
   * Threads for a run over files of so many bytes; undefined if that is too little work to start them.
   *
   * @param signal cancels the run
   */
  open(bytes: number, signal?: AbortSignal): OpenedThreads | undefined;
}
