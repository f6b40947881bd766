import { setTimeout as sleep } from 'node:timers/promises';
import { CancelledError, messageOf, throwIfCancelled } from '../../common/errors';
import type { HighlightConfiguration, HighlightItem } from '../../common/highlightContract';
import type { Logger } from '../../common/logger';
import type { CodeLine } from '../../common/viewProtocol';
import { HighlightThread } from './highlightThread';
import { plainLines } from './plainLines';

export interface HighlightClientOptions {
  /** The built worker, `dist/highlighter.js`. */
  readonly workerFile: string;
  readonly logger: Logger;
  /** After this a call is answered with what is coloured so far. */
  readonly answerMs?: number;
  /** Called when lines that were answered plain at the deadline can be had in colour: asking again is fast now. */
  readonly onLateColors?: () => void;
  /** How long one item may take before the thread is ended and its language left uncoloured. */
  readonly itemMs?: number;
  /** How long the thread may take to start and to read the theme. */
  readonly startMs?: number;
  /** After so long without a call the thread is ended: grammars take memory. */
  readonly idleMs?: number;
}

const defaults = {
  answerMs: 2000,
  onLateColors: () => undefined,
  itemMs: 6000,
  startMs: 10_000,
  idleMs: 300_000,
};

/** After so many failures in a row colouring stays off until the next configuration. */
const maxFailures = 3;

/**
 * Colours code in a thread that is started when it is first needed. Whatever goes wrong there is logged once and ends
 * in lines without colours, never in an error.
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

  /** From now on colours come from here, those of calls under way too. */
  configure(configuration: HighlightConfiguration): void {
    this.configuration = configuration;
    this.failures = 0;
    this.endlessLanguages.clear();
    this.logged.clear();
    void this.endThread();
  }

  /**
   * The lines of each item, coloured as far as time allowed. Calls are answered one after the other.
   *
   * @throws CancelledError when aborted
   */
  async highlight(items: readonly HighlightItem[], signal?: AbortSignal): Promise<CodeLine[][]> {
    throwIfCancelled(signal);
    const done: (readonly CodeLine[])[] = [];
    const deadline = new AbortController();
    const stop = AbortSignal.any(signal ? [signal, deadline.signal] : [deadline.signal]);
    const work = this.queue.then(() => this.highlightNow(items, done, stop));
    // The item at work goes on after the deadline, so that a slow start is over by the next call.
    this.queue = work.catch(() => undefined);
    const patience = sleep(this.options.answerMs, 'late', { signal: stop }).catch(() => undefined);
    const end = await Promise.race([work, patience]).finally(() => {
      deadline.abort();
    });
    if (end === 'late')
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

  /** Puts the lines of each item into `done` as it goes. */
  private async highlightNow(
    items: readonly HighlightItem[],
    done: (readonly CodeLine[])[],
    signal: AbortSignal,
  ): Promise<void> {
    throwIfCancelled(signal);
    const { configuration } = this;
    if (!configuration || items.length === 0 || this.failures >= maxFailures) return;
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
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      if (configuration !== this.configuration) {
        // A new configuration ended the thread on purpose.
        done.length = 0;
        await this.highlightNow(items, done, signal);
        return;
      }
      this.noteFailure(error, language);
    } finally {
      if (this.thread) this.idle = setTimeout(() => void this.endThread(), this.options.idleMs).unref();
    }
  }

  /** Nothing comes late of a thread that failed. */
  private tellLateColors(): void {
    if (this.configuration && this.failures === 0) this.options.onLateColors();
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

  /** @param language of the item at work, if any was */
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
      this.warnOnce(await thread.call('configure', configuration, { stallMs: this.options.startMs }));
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
