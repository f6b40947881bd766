import { CancelledError } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import type { StaticModelData } from '../../engine/embedding/staticModel';
import type { AnalyzedFile } from '../../engine/indexing/analyzeFile';
import type { AnalysisThreads, OpenedThreads, SentFile } from '../../engine/indexing/threads/analysisThreads';
import { unpackAnalysis } from '../../engine/indexing/threads/packedAnalysis';
import type { AnalysisAnswer, AnalysisJob, AnalysisThreadData } from './analysisContract';
import { AnalysisThread } from './analysisThread';
import { watchProgress } from './watchProgress';

/** Source that is worth a thread: it takes four times as long to analyze as the thread takes to start. */
const bytesPerThread = 1024 * 1024;

/** Size of a job, in bytes and files: large enough that messages cost little, small enough to end soon. */
const jobBytes = 128 * 1024;
const jobFiles = 64;

/** Jobs that a thread has at a time: one in progress, and one that it begins without waiting. */
const jobsPerThread = 2;

/** Deaths without an answer in between after which no more threads are started. */
const mostDeaths = 3;

/** A thread that does not finish a file in this time is considered hung: a parse ends after 60 s of processor time. */
const hangMs = 180_000;

/** Threads without work for this long are ended, milliseconds. */
const idleMs = 10_000;

/** Options of {@link AnalysisPool}. */
export interface AnalysisPoolOptions extends Pick<AnalysisThreadData, 'dist' | 'provider'> {
  /** The model that computes vectors; undefined if the provider does. Called when the first thread starts. */
  readonly model: () => StaticModelData | undefined;
  /** Most threads at present; 1 means that the engine's thread does the work. */
  readonly mostThreads: () => number;
  readonly logger: Logger;
  /** For tests: replaces {@link bytesPerThread}. */
  readonly bytesPerThread?: number;
  /** For tests: replaces {@link hangMs}. */
  readonly hangMs?: number;
  /** For tests: most memory of the heap of a thread, MB. */
  readonly heapMb?: number;
}

/** A file that waits for its result. */
interface Task {
  readonly file: SentFile;
  readonly bytes: Uint8Array;
  readonly settle: (result: AnalyzedFile | undefined) => void;
  readonly fail: (error: Error) => void;
  isSettled: boolean;
}

/** A running thread and its jobs. */
interface Slot {
  readonly thread: AnalysisThread;
  readonly jobs: Map<number, readonly Task[]>;
}

/**
 * Threads that analyze files for all runs of an engine. They start with the first run that has enough work for them, and
 * end when they have none.
 *
 * A thread that ends unexpectedly is replaced. The file that it worked on is left to the engine's thread, and its other
 * files are given to the next thread. A file with which a thread does not advance fails.
 */
export class AnalysisPool implements AnalysisThreads {
  private readonly pause = new Int32Array(new SharedArrayBuffer(4));
  private readonly slots = new Set<Slot>();
  private waiting: Task[] = [];
  private model: { readonly data: StaticModelData | undefined } | undefined;
  private wanted = 0;
  private lastJob = 0;
  private deaths = 0;
  private isPumping = false;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(private readonly options: AnalysisPoolOptions) {}

  open(bytes: number, signal?: AbortSignal): OpenedThreads | undefined {
    const enough = Math.floor(bytes / (this.options.bytesPerThread ?? bytesPerThread));
    const count = Math.min(this.options.mostThreads(), enough);
    if (count < 2 || this.isBroken) return undefined;
    this.wanted = Math.max(this.slots.size, count);
    const run = new Set<Task>();
    const cancel = (): void => {
      for (const task of run) task.fail(new CancelledError());
    };
    signal?.addEventListener('abort', cancel, { once: true });
    return {
      count,
      bytesAhead: count * (jobsPerThread + 1) * jobBytes,
      analyze: (file, content) =>
        signal?.aborted ? Promise.reject(new CancelledError()) : this.analyze(file, content, run),
    };
  }

  /** Pauses the threads between two files, or lets them continue. */
  setPaused(isPaused: boolean): void {
    Atomics.store(this.pause, 0, isPaused ? 1 : 0);
    if (!isPaused) Atomics.notify(this.pause, 0);
  }

  /** Ends all threads. Files that wait are left to the engine's thread. */
  close(): void {
    clearTimeout(this.idleTimer);
    for (const { thread, jobs } of this.slots) {
      thread.end();
      for (const tasks of jobs.values()) for (const task of tasks) task.settle(undefined);
    }
    this.slots.clear();
    for (const task of this.waiting.splice(0)) task.settle(undefined);
  }

  /** Whether threads do not work on this machine. */
  private get isBroken(): boolean {
    return this.deaths >= mostDeaths;
  }

  private analyze(file: SentFile, bytes: Uint8Array, run: Set<Task>): Promise<AnalyzedFile | undefined> {
    if (this.isBroken) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      const task: Task = {
        ...{ file, bytes, isSettled: false },
        settle: (result) => {
          task.isSettled = true;
          run.delete(task);
          resolve(result);
        },
        fail: (error) => {
          task.isSettled = true;
          run.delete(task);
          reject(error);
        },
      };
      run.add(task);
      this.waiting.push(task);
      this.pumpSoon();
    });
  }

  /** Files that are requested in the same turn of the event loop go into one job. */
  private pumpSoon(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    setImmediate(() => {
      this.isPumping = false;
      this.pump();
    });
  }

  private pump(): void {
    clearTimeout(this.idleTimer);
    this.waiting = this.waiting.filter((task) => !task.isSettled);
    if (this.isBroken) for (const task of this.waiting.splice(0)) task.settle(undefined);
    while (this.waiting.length > 0) {
      const slot = this.freeSlot();
      if (!slot) return;
      this.give(slot);
    }
    if ([...this.slots].every(({ jobs }) => jobs.size === 0)) this.endWhenIdle();
  }

  private freeSlot(): Slot | undefined {
    const idle = [...this.slots].find(({ jobs }) => jobs.size === 0);
    if (idle) return idle;
    if (this.slots.size < this.wanted) return this.start();
    return [...this.slots].find(({ jobs }) => jobs.size < jobsPerThread);
  }

  private start(): Slot {
    const { dist, provider } = this.options;
    this.model ??= { data: this.options.model() };
    const jobs: Slot['jobs'] = new Map();
    const data = {
      ...{ dist, provider, model: this.model.data },
      ...{ pause: this.pause, threadCount: this.wanted },
    };
    const thread = new AnalysisThread(
      data,
      {
        onAnswer: (answer) => {
          this.take(slot, answer);
        },
        onDeath: (reason) => {
          endWatch();
          this.replace(slot, reason);
        },
      },
      this.options.heapMb,
    );
    const slot: Slot = { thread, jobs };
    const isStarting = (): boolean => thread.progressCount === 0;
    const kill = (): void => {
      this.failCurrent(slot);
      thread.kill('no progress');
    };
    const endStartWatch = watchProgress(() => (jobs.size > 0 && isStarting() ? 0 : undefined), hangMs, kill);
    const endFileWatch = watchProgress(
      () => (jobs.size === 0 || isStarting() ? undefined : thread.progressCount),
      this.options.hangMs ?? hangMs,
      kill,
    );
    const endWatch = (): void => {
      endStartWatch();
      endFileWatch();
    };
    this.slots.add(slot);
    return slot;
  }

  private give({ thread, jobs }: Slot): void {
    const tasks: Task[] = [];
    let size = 0;
    for (const task of this.waiting) {
      if (tasks.length > 0 && (size + task.bytes.length > jobBytes || tasks.length >= jobFiles)) break;
      tasks.push(task);
      size += task.bytes.length;
    }
    this.waiting.splice(0, tasks.length);
    const bytes = new Uint8Array(size);
    let end = 0;
    const files = tasks.map(({ file, bytes: content }): AnalysisJob['files'][number] => {
      bytes.set(content, end);
      end += content.length;
      return { file, end };
    });
    const id = ++this.lastJob;
    jobs.set(id, tasks);
    thread.post({ id, files, bytes });
  }

  private take({ jobs }: Slot, { id, positions, packed, warnings }: AnalysisAnswer): void {
    this.deaths = 0;
    const tasks = jobs.get(id) ?? [];
    jobs.delete(id);
    // First, so that the thread works while this one unpacks.
    this.pump();
    for (const warning of warnings) this.options.logger.warn(warning);
    for (const [i, file] of unpackAnalysis(packed).entries()) tasks[positions[i]!]!.settle(file);
    for (const task of tasks) if (!task.isSettled) task.settle(undefined);
  }

  /** The file in progress fails: on the engine's thread it would not end either. */
  private failCurrent({ thread, jobs }: Slot): void {
    const { job, file } = thread.current ?? { job: 0, file: 0 };
    jobs.get(job)?.[file]?.fail(new Error(`The analysis did not end within ${hangMs / 1000} seconds`));
  }

  private replace(slot: Slot, reason: string): void {
    this.slots.delete(slot);
    this.deaths++;
    const { job, file } = slot.thread.current ?? { job: 0, file: 0 };
    const suspect = slot.jobs.get(job)?.[file];
    const what = suspect ? ` at ${suspect.file.path}` : '';
    this.options.logger.warn(`A thread that analyzes files ended${what}: ${reason}`);
    if (suspect && !suspect.isSettled) suspect.settle(undefined);
    const left = [...slot.jobs.values()].flat().filter((task) => !task.isSettled);
    this.waiting.unshift(...left);
    this.pump();
  }

  private endWhenIdle(): void {
    this.idleTimer = setTimeout(() => {
      for (const { thread } of this.slots) thread.end();
      this.slots.clear();
    }, idleMs).unref();
  }
}
