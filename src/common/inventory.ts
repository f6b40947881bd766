import type { ProviderSummary } from './engineContract';

/**
 * How a file or directory stands with the index.
 *
 * - `indexed`: it is found; of a directory: it is looked into
 * - `waiting`: the index does not know it as it is now; the next run sees to it
 * - `skipped`: left out on purpose
 * - `failed`: should be in the index and could not be
 */
export type EntryState = 'indexed' | 'waiting' | 'skipped' | 'failed';

/** What the index holds below a directory, and what the last run over the whole folder left out there. */
export interface InventoryCounts {
  /** Files. */
  readonly indexed: number;
  readonly chunks: number;
  /** Files, and directories that were not entered. */
  readonly skipped: number;
  readonly failed: number;
  /** Of the indexed files, those with chunks that the provider could not embed. Undefined where there are none. */
  readonly withoutVector?: number | undefined;
}

/** Why an entry is not indexed, and what is known of it. */
interface EntryFacts {
  /** Relative to the workspace folder, `/` between segments, none at the end. */
  readonly path: string;
  readonly name: string;
  readonly state: EntryState;
  /**
   * Of skipped ones a `SkipReason`; of waiting ones `new`, `changed` or `removed`; of failed ones `unreadable`, the code of the
   * error, or `error` where only this file is concerned; of indexed ones `provisional` where the file was divided by its lines and
   * the next run tries again to divide it on syntax. Otherwise undefined.
   */
  readonly reason?: string | undefined;
  /** What decided it: an ignore file and its line, a glob, the message of the provider or the system. */
  readonly detail?: string | undefined;
}

/** A file, as far as its directory and the index tell. */
export interface InventoryFile extends EntryFacts {
  readonly type: 'file';
  readonly chunks: number;
  /** Undefined where it was left out before anyone looked. */
  readonly sizeBytes?: number | undefined;
  /** Last change, milliseconds since the epoch. */
  readonly changedAtMs?: number | undefined;
  /** Language id; undefined where it is not in the index. */
  readonly language?: string | undefined;
  /** Chunks that the provider could not embed, and what it said or did; undefined where there are none. */
  readonly withoutVector?: { readonly chunks: number; readonly message: string } | undefined;
}

/** A directory. One that is skipped is not looked into. */
export interface InventoryDirectory extends EntryFacts {
  readonly type: 'directory';
  readonly below: InventoryCounts;
}

/** A file or directory and how it stands with the index. */
export type InventoryEntry = InventoryFile | InventoryDirectory;

/** When everything was looked at last, as far as this session knows. */
export interface LastRun {
  /** Milliseconds since the epoch. */
  readonly endedAtMs: number;
  readonly tookMs: number;
}

/** One directory of a workspace folder. */
export interface DirectoryInventory {
  /** Directories first, each by name; at most the first thousand. */
  readonly entries: readonly InventoryEntry[];
  /** How many more there are; undefined where these are all. */
  readonly notListed?: number | undefined;
  readonly below: InventoryCounts;
  /** Of `below.skipped`, how many for each reason; only of the workspace folder itself. */
  readonly skippedBy?: Readonly<Record<string, number>> | undefined;
  /** Of `below.withoutVector`, how many for each code of error; only of the workspace folder itself. */
  readonly withoutVectorBy?: Readonly<Record<string, number>> | undefined;
  readonly lastRun?: LastRun | undefined;
}

/** A line of an ignore file. */
export interface IgnoreRule {
  /** Relative to the workspace folder; begins with `../` where it lies above it. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** Undefined where it cannot be read. */
  readonly text?: string | undefined;
}

/** What takes a path in, or back in, that would be left out otherwise. */
export interface KeptBy {
  /** The line of an ignore file that names it, or a directory that it lies in: `!name`. */
  readonly rule?: IgnoreRule | undefined;
  /** The glob of what is to be indexed that names it, where only what is named is. */
  readonly include?: string | undefined;
  /** Its name is that of a secret file, and those are indexed. */
  readonly secretName?: true | undefined;
  /** Its content looks secret, as this, and such files are indexed. */
  readonly secretContent?: string | undefined;
  /** The glob of generated files to index that names it; undefined where it does not look generated. */
  readonly includeGenerated?: string | undefined;
}

/** How one path stands with the index, and what decided it. */
export interface PathExplanation {
  readonly path: string;
  /** Undefined where there is no such file, neither on the disk nor in the index. */
  readonly entry?: InventoryEntry | undefined;
  /** The directory above it that is left out with all it holds. */
  readonly leftOutWith?: string | undefined;
  /** The line that leaves it out. */
  readonly rule?: IgnoreRule | undefined;
  /** Undefined where nothing had to take it in. */
  readonly keptBy?: KeptBy | undefined;
  readonly maxFileSizeBytes: number;
  readonly provider: ProviderSummary;
}

/** A directory of an open folder; `''` is the folder itself. */
export interface InventoryParams {
  readonly folder: string;
  readonly directory: string;
  /** Leaves out files that are indexed. Default false. */
  readonly unindexed?: boolean | undefined;
}

/** A path of an open folder. */
export interface ExplainParams {
  readonly folder: string;
  readonly path: string;
}
