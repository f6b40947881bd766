/**
 * Version of what the chunkers put out. Raised whenever the same file would be divided differently, so that indexes
 * built before are brought up to date.
 */
export const chunkingVersion = 6;

/** How large chunks become and how much work one file may cost. Sizes are in UTF-16 code units. */
export interface ChunkingOptions {
  /** Neighbours are joined up to this size; what is larger may be divided. Default 1500. */
  readonly targetChars: number;
  /** What is larger is divided, unless it is a single line. Default 3000. */
  readonly maxChars: number;
  /** Definitions up to this size are joined with their neighbours; larger ones stand alone. Default 600. */
  readonly smallChars: number;
  /** What is smaller is hardly worth a chunk: joined even to a large neighbour. Default 200. */
  readonly tinyChars: number;
  /**
   * A parse that takes more steps is given up; see `ParseWork`. Default 4,000,000, which is about a second on an idle desktop
   * machine, and more than twice what the most expensive real files took.
   */
  readonly maxParseSteps: number;
  /** A parse that takes more processor time is given up, and tried again by the next run: milliseconds. Default 60,000. */
  readonly maxParseCpuMs: number;
  /** The processor time used so far, milliseconds, for `maxParseCpuMs`. Default: it is not measured. */
  readonly cpuMs?: (() => number) | undefined;
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
