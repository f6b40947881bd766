import type { ErrorFacts } from '../errors/errors';
import type { Text } from '../messages/message';
import type { ProviderSummary } from './providerInfo';

/**
 * Index state of a file or directory.
 *
 * - `indexed`: a file is in the index; a directory is scanned
 * - `waiting`: the index does not have its current state; the next run updates it
 * - `skipped`: excluded deliberately
 * - `failed`: could not be indexed
 */
export type EntryState = 'indexed' | 'waiting' | 'skipped' | 'failed';

/** Counts of the indexed files below a directory, and of what the last run over the whole folder skipped there. */
export interface InventoryCounts {
  /** Files. */
  readonly indexed: number;
  readonly chunks: number;
  /** Files, and directories that were not scanned. */
  readonly skipped: number;
  readonly failed: number;
  /** Number of indexed files with chunks that the provider could not embed. Undefined if there are none. */
  readonly withoutVector?: number | undefined;
}

/** Common properties of an entry, with the reason if it is not indexed. */
interface EntryFacts {
  /** Relative to the workspace folder, `/` between segments, no trailing `/`. */
  readonly path: string;
  readonly name: string;
  readonly state: EntryState;
  /**
   * For `skipped` a `SkipReason`; for `waiting` one of `new`, `changed` or `removed`; for `failed` one of
   * `unreadable`, an error code, or `error` if only this file is affected; for `indexed` `provisional` if the file
   * was chunked by lines and the next run retries chunking it by syntax. Otherwise undefined.
   */
  readonly reason?: string | undefined;
  /** The cause: a message of `detailTexts`, or an ignore file and its line, a glob, the message of the system. */
  readonly detail?: Text | undefined;
  /** The error whose code is the `reason`. */
  readonly error?: ErrorFacts | undefined;
}

/** A file, as known from its directory and the index. */
export interface InventoryFile extends EntryFacts {
  readonly type: 'file';
  readonly chunks: number;
  /** Undefined if it was excluded before its size was read. */
  readonly sizeBytes?: number | undefined;
  /** Last change, milliseconds since the epoch. */
  readonly changedAtMs?: number | undefined;
  /** Language id; undefined if the file is not in the index. */
  readonly language?: string | undefined;
  /** Number of chunks that the provider could not embed, and its error; undefined if there are none. */
  readonly withoutVector?: { readonly chunks: number; readonly message: string } | undefined;
}

/** A directory. The content of a skipped one is not scanned. */
export interface InventoryDirectory extends EntryFacts {
  readonly type: 'directory';
  readonly below: InventoryCounts;
}

/** A file or directory with its index state. */
export type InventoryEntry = InventoryFile | InventoryDirectory;

/** The last check of all files in this session. */
export interface LastRun {
  /** Milliseconds since the epoch. */
  readonly endedAtMs: number;
  readonly tookMs: number;
}

/** One directory of a workspace folder. */
export interface DirectoryInventory {
  /** Directories first, each group sorted by name; at most a thousand. */
  readonly entries: readonly InventoryEntry[];
  /** Number of further entries; undefined if there are none. */
  readonly notListed?: number | undefined;
  readonly below: InventoryCounts;
  /** `below.skipped` by reason; only for the workspace folder itself. */
  readonly skippedBy?: Readonly<Record<string, number>> | undefined;
  /** `below.withoutVector` by error code; only for the workspace folder itself. */
  readonly withoutVectorBy?: Readonly<Record<string, number>> | undefined;
  readonly lastRun?: LastRun | undefined;
}

/** A line of an ignore file. */
export interface IgnoreRule {
  /** Relative to the workspace folder; begins with `../` if it is above the folder. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** Undefined if the file cannot be read. */
  readonly text?: string | undefined;
}

/** The rule or setting that includes a path that would otherwise be excluded. */
export interface KeptBy {
  /** The line of an ignore file that re-includes it or one of its parent directories: `!name`. */
  readonly rule?: IgnoreRule | undefined;
  /** The matching include glob, if only included files are indexed. */
  readonly include?: string | undefined;
  /** It has the name of a secret file, and the settings include those. */
  readonly secretName?: true | undefined;
  /** The kind of secret its content looks like, if the settings include such files. */
  readonly secretContent?: Text | undefined;
  /** The matching glob of generated files to index; undefined if it does not look generated. */
  readonly includeGenerated?: string | undefined;
}

/** Index state of one path, and its cause. */
export interface PathExplanation {
  readonly path: string;
  /** Undefined if the file exists neither on disk nor in the index. */
  readonly entry?: InventoryEntry | undefined;
  /** The parent directory that is excluded with all its content. */
  readonly leftOutWith?: string | undefined;
  /** The line that excludes it. */
  readonly rule?: IgnoreRule | undefined;
  /** Undefined if no rule was needed to include it. */
  readonly keptBy?: KeptBy | undefined;
  readonly maxFileSizeBytes: number;
  readonly provider: ProviderSummary;
}

/** A directory of an open folder; `''` is the folder itself. */
export interface InventoryParams {
  readonly folder: string;
  readonly directory: string;
  /** Omit indexed files. Default false. */
  readonly unindexed?: boolean | undefined;
}

/** A path of an open folder. */
export interface ExplainParams {
  readonly folder: string;
  readonly path: string;
}
