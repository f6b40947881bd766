import { Mutex } from '../../common/concurrency';
import { CancelledError, SemanticSearchError } from '../../common/errors/errors';
import { inTime } from '../../common/timers';
import { Database, type Patience } from './database';

/**
 * How long a reader waits. A search must not stand still because a server has fallen silent, but the first statements on a
 * connection, for which the server has just accepted the login, may have to read its disk.
 */
export interface ReaderPatience extends Patience {
  /** As `answerMs`, on a connection that has answered before; longer if answers have taken longer. */
  readonly laterMs: number;
}

const readerPatience: ReaderPatience = { connectMs: 4000, answerMs: 30_000, laterMs: 3000 };

/** How long the end waits for transactions that have begun, milliseconds. */
const closingMs = 2000;

/** A slow server may take this many times as long as it usually takes. */
const reserve = 3;

/** With each search, what a slow one took counts less. */
const fading = 0.9;

/** Transactions that only read, one at a time: there is one connection. It is made again if it was lost. */
export class Reader {
  private database: Database | undefined;
  private readonly turns = new Mutex();
  /** Longest silence in a usual transaction, milliseconds; undefined before the first one, which is not usual. */
  private usualMs: number | undefined;
  private isClosed = false;
  private failure: { readonly error: SemanticSearchError; readonly atMs: number } | undefined;

  constructor(
    private readonly address: string,
    private readonly patience = readerPatience,
  ) {}

  /** Name of the server, for the user; undefined before the first transaction. */
  get server(): string | undefined {
    return this.database?.server;
  }

  /**
   * Runs statements that see one state of the database. They are run again, once, if the connection was lost.
   *
   * @throws SemanticSearchError as `Database.connect` and `Database.query`, and what `run` throws; CancelledError
   */
  read<T>(run: (database: Database) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const askedAtMs = performance.now();
    return this.turns.run(() => this.readUnlessFailed(askedAtMs, run, signal));
  }

  /** What has begun ends first, unless the server takes long. */
  async close(): Promise<void> {
    await inTime(
      this.turns.run(() => Promise.resolve()),
      closingMs,
    );
    this.isClosed = true;
    await this.database?.close();
  }

  /** Those that were waiting when the server could not be reached do not wait for it again, one after the other. */
  private async readUnlessFailed<T>(
    askedAtMs: number,
    run: (database: Database) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    if (this.failure && this.failure.atMs > askedAtMs) throw this.failure.error;
    try {
      return await this.readAgain(run, signal);
    } catch (error) {
      if (error instanceof SemanticSearchError && error.code === 'DATABASE_UNREACHABLE')
        this.failure = { error, atMs: performance.now() };
      throw error;
    }
  }

  private async readAgain<T>(
    run: (database: Database) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const wasOpen = this.database?.isLost === false;
    try {
      return await this.readOnce(run, signal);
    } catch (error) {
      if (!wasOpen || !this.database?.isLost) throw error;
      return this.readOnce(run, signal);
    }
  }

  private async readOnce<T>(
    run: (database: Database) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    if (this.isClosed) throw new CancelledError();
    const { answerMs, laterMs } = this.patience;
    if (!this.database || this.database.isLost) {
      void this.database?.close();
      this.database = await Database.connect(this.address, this.patience);
    } else {
      this.database.answerMs = Math.min(answerMs, Math.max(laterMs, reserve * (this.usualMs ?? 0)));
    }
    const { database } = this;
    // So that the server ends a statement whose answer is no longer awaited.
    const begin = `begin isolation level repeatable read, read only; set local statement_timeout = ${answerMs}`;
    database.silentMs = 0;
    const result = await database.transaction(begin, () => run(database), signal);
    this.usualMs = this.usualMs === undefined ? 0 : Math.max(database.silentMs, fading * this.usualMs);
    return result;
  }
}
