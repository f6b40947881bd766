/**
 * Version of the output of the chunkers. Raise it whenever the same file would be divided differently, so that
 * existing indexes are updated.
 */
export const chunkingVersion = 12;

/** Size of chunks and limits on the work for one file. Sizes are in UTF-16 code units. */
export interface ChunkingOptions {
  /** Neighbors are joined up to this size; larger pieces may be divided. Default 1500. */
  readonly targetChars: number;
  /** Larger chunks are divided, unless they are a single line. Default 3000. */
  readonly maxChars: number;
  /** Definitions up to this size are joined with their neighbors; larger ones become separate chunks. Default 600. */
  readonly smallChars: number;
  /** Smaller pieces are joined even to a large neighbor. Default 200. */
  readonly tinyChars: number;
  /**
   * A parse that takes more steps is aborted; see `ParseWork`. Default 4,000,000, which is about a second on an idle
   * desktop machine, and more than twice what the most expensive real files took.
   */
  readonly maxParseSteps: number;
  /**
   * A parse that takes more processor time, in milliseconds, is aborted and tried again by the next run. Default
   * 60,000.
   */
  readonly maxParseCpuMs: number;
  /** The processor time used so far, milliseconds, for `maxParseCpuMs`. Default: not measured. */
  readonly cpuMs?: (() => number) | undefined;
  /** Called often during a parse; the thread may block in it to let other threads go first. Default: not called. */
  readonly giveWay?: (() => void) | undefined;
  /** Files larger than this are not parsed. Default 1,500,000. */
  readonly maxSyntaxChars: number;
}

/** The defaults of {@link ChunkingOptions}. */
export const defaultChunkingOptions: ChunkingOptions = {
  targetChars: 1500,
  maxChars: 3000,
  smallChars: 600,
  tinyChars: 200,
  maxParseSteps: 4_000_000,
  maxParseCpuMs: 60_000,
  maxSyntaxChars: 1_500_000,
};
