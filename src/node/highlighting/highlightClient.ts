import { setTimeout as sleep } from 'node:timers/promises';
import { CancelledError, messageOf, throwIfCancelled } from '../../common/errors/errors';
import type { HighlightConfiguration, HighlightItem } from '../../common/contracts/highlightContract';
import type { Logger } from '../../common/logger';
import type { CodeLine } from '../../common/view/viewProtocol';
import { HighlightThread } from './highlightThread';
import { plainLines } from './plainLines';

/** Options of {@link HighlightClient}. */
export interface HighlightClientOptions {
  /** The built worker, `dist/highlighter.js`. */
  readonly workerFile: string;
  readonly logger: Logger;
  /** Deadline of a call; it then returns the lines coloured so far. */
  readonly answerMs?: number;
  /** Called when colours are probably ready for lines that were returned plain, at the deadline or after a failure. */
  readonly onLateColors?: () => void;
  /** Time limit per item; then the thread is ended and its language left uncoloured. */
  readonly itemMs?: number;
  /** Time limit for starting the thread and reading the theme; twice as long after each failure. */
  readonly startMs?: number;
  /** The thread is ended after this time without a call, because grammars take memory. */
  readonly idleMs?: number;
}

const defaults = {
  answerMs: 2000,
  onLateColors: () => undefined,
  // Nobody waits for these two: they end what never ends, and a busy machine takes many times as long as an idle one.
  itemMs: 20_000,
  startMs: 10_000,
  idleMs: 300_000,
};

/** After this many consecutive failures colouring stays off until the next configuration. */
const maxFailures = 3;

/**
 * Colours code in a thread that is started on demand. Any fault there is logged once and leaves lines uncoloured; it
 * never causes an error.
 */
export class HighlightClient {
  private readonly options: Required<HighlightClientOptions>;
  private configuration: HighlightConfiguration | undefined;
  private thread: HighlightThread | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;
  private failures = 0;
  private readonly endlessLanguages = new Set<string>();
  private readonly logged = new Set<string>();

  constructor(options: HighlightClientOptions) {
    this.options = { ...defaults, ...options };
  }

  /** Sets the configuration of all later colours, including those of calls in progress. */
  configure(configuration: HighlightConfiguration): void {
    this.configuration = configuration;
    this.failures = 0;
    this.endlessLanguages.clear();
    this.logged.clear();
    void this.endThread();
  }

  /**
   * Returns the lines of each item, coloured as far as time allows. Calls are served in order.
   *
   * @throws CancelledError when aborted
   */
  async highlight(items: readonly HighlightItem[], signal?: AbortSignal): Promise<CodeLine[][]> {
    throwIfCancelled(signal);
    const done: (readonly CodeLine[])[] = [];
    const deadline = new AbortController();
    const stop = AbortSignal.any(signal ? [signal, deadline.signal] : [deadline.signal]);
    const work = this.queue.then(() => this.highlightNow(items, done, stop));
    // The current item continues after the deadline, so that a slow start is over by the next call.
    this.queue = work.catch(() => undefined);
    const patience = sleep(this.options.answerMs, 'late', { signal: stop }).catch(() => undefined);
    const end = await Promise.race([work, patience]).finally(() => {
      deadline.abort();
    });
    if (end === 'late' || end === 'failed')
      void this.queue.then(() => {
        this.tellLateColors();
      });
    throwIfCancelled(signal);
    return items.map(({ lines }, i) => [...(done[i] ?? plainLines(lines))]);
  }

  async dispose(): Promise<void> {
    this.configuration = undefined;
    await this.endThread();
  }

  /** Stores the lines of each item in `done` as they are ready. */
  private async highlightNow(
    items: readonly HighlightItem[],
    done: (readonly CodeLine[])[],
    signal: AbortSignal,
  ): Promise<'done' | 'failed'> {
    throwIfCancelled(signal);
    const { configuration } = this;
    if (!configuration || items.length === 0 || this.failures >= maxFailures) return 'done';
    clearTimeout(this.idle);
    let language: string | undefined;
    try {
      const thread = await this.startedThread(configuration);
      language = items[0]?.language;
      await this.highlightIn(thread, items, signal, (lines) => {
        done.push(lines);
        language = items[done.length]?.language;
      });
      this.failures = 0;
      return 'done';
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      if (configuration !== this.configuration) {
        // A new configuration ended the thread deliberately.
        done.length = 0;
        return await this.highlightNow(items, done, signal);
      }
      this.noteFailure(error, language);
      return 'failed';
    } finally {
      if (this.thread) this.idle = setTimeout(() => void this.endThread(), this.options.idleMs).unref();
    }
  }

  private tellLateColors(): void {
    if (this.configuration && this.failures < maxFailures) this.options.onLateColors();
  }

  private async highlightIn(
    thread: HighlightThread,
    items: readonly HighlightItem[],
    signal: AbortSignal,
    onProgress: (lines: readonly CodeLine[]) => void,
  ): Promise<void> {
    const harmless = items.map(({ language, lines }) => ({
      language: this.endlessLanguages.has(language) ? 'plaintext' : language,
      lines,
    }));
    const stallMs = this.options.itemMs;
    this.warnOnce(await thread.call('highlight', harmless, { stallMs, signal, onProgress }));
  }

  /** @param language of the item in progress, if any */
  private noteFailure(error: unknown, language: string | undefined): void {
    this.failures++;
    if (language !== undefined) this.endlessLanguages.add(language);
    this.warnOnce([messageOf(error) + (language === undefined ? '' : ` It was at work on ${language}.`)]);
  }

  private async startedThread(configuration: HighlightConfiguration): Promise<HighlightThread> {
    if (this.thread && !this.thread.hasEnded) return this.thread;
    const thread = new HighlightThread(this.options.workerFile);
    this.thread = thread;
    try {
      const stallMs = this.options.startMs * 2 ** this.failures;
      this.warnOnce(await thread.call('configure', configuration, { stallMs }));
    } catch (error) {
      await thread.terminate();
      throw error;
    }
    return thread;
  }

  private async endThread(): Promise<void> {
    clearTimeout(this.idle);
    const { thread } = this;
    this.thread = undefined;
    await thread?.terminate();
  }

  private warnOnce(messages: readonly string[]): void {
    for (const message of messages) {
      if (this.logged.has(message)) continue;
      this.logged.add(message);
      this.options.logger.warn(message);
    }
  }
}
