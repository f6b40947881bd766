import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { messageOf } from '../../common/errors/errors';
import {
  progressFields,
  type AnalysisAnswer,
  type AnalysisJob,
  type AnalysisThreadData,
} from './analysisContract';

/** Most memory of a thread's heap, MB. The memory of the parser is not part of it and has its own limit. */
const defaultHeapMb = 1024;
const youngHeapMb = 24;

/** Events of a thread. */
export interface ThreadEvents {
  readonly onAnswer: (answer: AnalysisAnswer) => void;
  /** It has ended, and nothing more comes. Not called after {@link AnalysisThread.end}. */
  readonly onDeath: (reason: string) => void;
}

/** One thread that analyzes files. It keeps the process alive only while it has work. */
export class AnalysisThread {
  private readonly worker: Worker;
  private readonly progress = new Int32Array(new SharedArrayBuffer(4 * Object.keys(progressFields).length));
  private jobs = 0;
  private isEnded = false;
  private reason: string | undefined;

  /** @param data without the memory that only this thread shares */
  constructor(data: Omit<AnalysisThreadData, 'progress'>, events: ThreadEvents, heapMb = defaultHeapMb) {
    const workerData: AnalysisThreadData = { ...data, progress: this.progress };
    this.worker = new Worker(path.join(data.dist, 'analyzer.js'), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngHeapMb },
    });
    this.worker.unref();
    this.worker.on('message', (answer: AnalysisAnswer) => {
      if (--this.jobs === 0) this.worker.unref();
      if (!this.isEnded) events.onAnswer(answer);
    });
    this.worker.on('error', (error) => {
      this.reason = messageOf(error);
    });
    this.worker.on('exit', (code) => {
      if (this.isEnded) return;
      this.isEnded = true;
      events.onDeath(this.reason ?? `exit code ${code}`);
    });
  }

  /** Number of jobs without an answer. */
  get jobCount(): number {
    return this.jobs;
  }

  /** Increases while the thread works. */
  get progressCount(): number {
    return Atomics.load(this.progress, progressFields.count);
  }

  /** The file that it works on, or worked on when it ended; undefined if none. */
  get current(): { readonly job: number; readonly file: number } | undefined {
    const job = Atomics.load(this.progress, progressFields.job);
    return job === 0 ? undefined : { job, file: Atomics.load(this.progress, progressFields.file) };
  }

  post(job: AnalysisJob): void {
    if (this.jobs++ === 0) this.worker.ref();
    this.worker.postMessage(job, [job.bytes.buffer]);
  }

  /** Ends the thread at once. */
  end(): void {
    this.isEnded = true;
    void this.worker.terminate();
  }

  /** Ends the thread at once; it counts as dead for the given reason. */
  kill(reason: string): void {
    this.reason ??= reason;
    void this.worker.terminate();
  }
}
