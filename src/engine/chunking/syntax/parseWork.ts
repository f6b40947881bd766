/** What one parse may cost. */
export interface ParseLimits {
  /** Most steps, see {@link ParseWork}. */
  readonly maxSteps: number;
  /** Most processor time, milliseconds. The last resort, should steps not be what costs the time. */
  readonly maxCpuMs: number;
  /** The processor time that was used so far, milliseconds. Undefined: it is not measured. */
  readonly cpuMs: (() => number) | undefined;
}

/** Why a parse was given up. */
export type Excess = 'steps' | 'time';

/**
 * Steps of what the parser does. One step is one operation of the parser on real code, about 0.25 µs on a desktop machine; the
 * others were measured against it, on 44,000 files of real projects. The worst files that were made up cost six times as much
 * a step.
 */
const stepsPerReport = 100;
const stepsPerBlock = 60;
const stepsPerSeek = 15;

/** How often the clock is looked at: asking for it costs a few microseconds. */
const reportsPerLook = 16;
const readsPerLook = 1024;

/**
 * Counts what a parse costs, in steps: the same text costs the same on every machine, however busy it is. So the same files are
 * given up everywhere.
 */
export class ParseWork {
  /** Set once the parse has to be given up. */
  excess: Excess | undefined;
  /** What the parse has cost until now. */
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
   * Called at each block of text that the parser asks for. A scanner that looks ahead to the end of the file at every token
   * reads without reporting.
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
    const { cpuMs, maxCpuMs } = this.limits;
    if (cpuMs && cpuMs() - this.startedMs > maxCpuMs) this.excess ??= 'time';
  }
}
