/** Limits of one parse. */
export interface ParseLimits {
  /** Most steps, see {@link ParseWork}. */
  readonly maxSteps: number;
  /** Most processor time, milliseconds. A last resort for work that steps do not measure. */
  readonly maxCpuMs: number;
  /** The processor time used so far, milliseconds. Undefined: not measured. */
  readonly cpuMs: (() => number) | undefined;
  /** Called every millisecond or two of the parse, to let other threads go first. Undefined: not called. */
  readonly giveWay?: (() => void) | undefined;
}

/** The limit that a parse exceeded. */
export type Excess = 'steps' | 'time';

/**
 * Steps of the parser's operations. One step is one operation of the parser on real code, about 0.25 µs on a desktop
 * machine; the others were measured against it, on 44,000 files of real projects. The worst constructed files cost
 * six times as much per step.
 */
const stepsPerReport = 100;
const stepsPerBlock = 60;
const stepsPerSeek = 15;

/** How often the clock is read: a call costs a few microseconds, and more in a process with many threads. */
const reportsPerLook = 64;
const readsPerLook = 1024;

/**
 * Counts the cost of a parse in steps: the same text costs the same on every machine, however busy it is, so the same
 * files are aborted everywhere.
 */
export class ParseWork {
  /** Set when the parse has to be aborted. */
  excess: Excess | undefined;
  /** Cost of the parse so far. */
  steps = 0;
  private reports = 0;
  private reads = 0;
  private nextIndex = 0;
  private readonly startedMs: number;

  constructor(private readonly limits: ParseLimits) {
    this.startedMs = limits.cpuMs?.() ?? 0;
  }

  /** Called at each progress report of the parser. */
  addReport(): void {
    this.add(stepsPerReport);
    if (++this.reports % reportsPerLook === 0) this.lookAtClock();
  }

  /**
   * Called for each block of text that the parser requests. A scanner that looks ahead to the end of the file at
   * every token reads without reporting progress.
   */
  addRead(index: number, length: number): void {
    this.add(index === this.nextIndex ? stepsPerBlock : stepsPerSeek);
    this.nextIndex = index + length;
    if (++this.reads % readsPerLook === 0) this.lookAtClock();
  }

  private add(steps: number): void {
    this.steps += steps;
    if (this.steps > this.limits.maxSteps) this.excess ??= 'steps';
  }

  private lookAtClock(): void {
    const { cpuMs, giveWay, maxCpuMs } = this.limits;
    giveWay?.();
    if (cpuMs && cpuMs() - this.startedMs > maxCpuMs) this.excess ??= 'time';
  }
}
