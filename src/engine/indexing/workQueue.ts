import type { CorpusFile } from '../corpus/corpusFile';

/** Most files that {@link WorkQueue.upcoming} gives because of their size; files of a virtual folder may have none. */
const mostUpcoming = 256;

/** A file that a run has to index. */
export interface QueuedFile {
  readonly file: CorpusFile;
  readonly shard: number;
}

/** A file taken from the queue. */
export interface TakenFile extends QueuedFile {
  /** It was taken before its turn because a question brought it forward. */
  readonly isBroughtForward: boolean;
}

/** Files that were brought forward together. */
interface Request {
  readonly files: readonly QueuedFile[];
  /** Position of the next file to take. */
  next: number;
  /** Those that are not indexed yet. */
  readonly left: Set<string>;
  readonly end: () => void;
}

/**
 * The files that a run has to index, in their order: shard by shard, so that a first run writes each shard about once.
 * While the run works, files can be brought forward, for a question that they may answer.
 */
export class WorkQueue {
  private readonly files: readonly QueuedFile[];
  private next = 0;
  private readonly taken = new Set<QueuedFile>();
  private readonly done = new Set<string>();
  private byPath: Map<string, QueuedFile> | undefined;
  /** The latest first. */
  private requests: Request[] = [];
  private hasEnded = false;

  constructor(files: readonly CorpusFile[], shardOf: (path: string) => number) {
    this.files = files
      .map((file) => ({ file, shard: shardOf(file.path) }))
      .sort((a, b) => a.shard - b.shard || (a.file.path < b.file.path ? -1 : 1));
  }

  /** Size of all files at the beginning. */
  get bytes(): number {
    return this.files.reduce((sum, { file }) => sum + file.sizeBytes, 0);
  }

  /** Number of files at the beginning. */
  get size(): number {
    return this.files.length;
  }

  /** Whether the next file was brought forward. */
  get isAhead(): boolean {
    return !this.requested().next().done;
  }

  /** The files that were not taken yet, in their order. */
  waiting(): CorpusFile[] {
    return [...this.ordinary()].map(({ file }) => file);
  }

  /** The next file; undefined after the last. */
  take(): TakenFile | undefined {
    const requested = this.requested().next();
    const found = requested.done ? this.ordinary().next().value : requested.value;
    if (!found) return undefined;
    this.taken.add(found);
    return { ...found, isBroughtForward: requested.done !== true };
  }

  /**
   * The next files, without taking them: at least `count`, and more until they have so many bytes together.
   *
   * @param bytes default 0
   */
  upcoming(count: number, bytes = 0): CorpusFile[] {
    const found = new Set<CorpusFile>();
    let size = 0;
    for (const files of [this.requested(), this.ordinary()]) {
      for (const { file } of files) {
        if (found.size >= (size < bytes ? mostUpcoming : count)) return [...found];
        if (!found.has(file)) size += file.sizeBytes;
        found.add(file);
      }
    }
    return [...found];
  }

  /**
   * Puts files before all others, in the given order. Resolves when they are indexed, and when the run ends or the signal
   * is aborted, which gives the rest their turn in the order of the queue again.
   */
  bringForward(paths: readonly string[], signal?: AbortSignal): Promise<void> {
    this.byPath ??= new Map(this.files.map((queued) => [queued.file.path, queued]));
    const files = paths
      .map((path) => this.byPath!.get(path))
      .filter((queued) => queued !== undefined && !this.done.has(queued.file.path)) as QueuedFile[];
    if (files.length === 0 || this.hasEnded || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const request: Request = {
        files,
        next: 0,
        left: new Set(files.map(({ file }) => file.path)),
        end: () => {
          this.requests = this.requests.filter((other) => other !== request);
          signal?.removeEventListener('abort', request.end);
          resolve();
        },
      };
      signal?.addEventListener('abort', request.end);
      this.requests.unshift(request);
    });
  }

  /** A file that was taken is indexed, or need not be. */
  noteDone(path: string): void {
    this.done.add(path);
    for (const request of [...this.requests]) {
      if (request.left.delete(path) && request.left.size === 0) request.end();
    }
  }

  /** The run has ended. */
  end(): void {
    this.hasEnded = true;
    for (const request of [...this.requests]) request.end();
  }

  private *requested(): Generator<QueuedFile, undefined> {
    for (const request of this.requests) {
      while (request.next < request.files.length && this.taken.has(request.files[request.next]!))
        request.next++;
      for (const queued of request.files.slice(request.next)) if (!this.taken.has(queued)) yield queued;
    }
  }

  private *ordinary(): Generator<QueuedFile, undefined> {
    while (this.next < this.files.length && this.taken.has(this.files[this.next]!)) this.next++;
    for (let i = this.next; i < this.files.length; i++) {
      if (!this.taken.has(this.files[i]!)) yield this.files[i]!;
    }
  }
}
