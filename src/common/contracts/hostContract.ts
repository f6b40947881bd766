/** A system error in transferable form; callers decide by its code. */
export interface FileFault {
  /** `ENOENT`, `EACCES`, ...; undefined if unknown. */
  readonly code: string | undefined;
  readonly message: string;
}

/** Result of one file access: a value or a fault. */
export type FileOutcome<T> = { readonly value: T } | { readonly fault: FileFault };

/** A path in a virtual workspace folder. */
export interface VirtualPath {
  /** URI of the workspace folder. */
  readonly folder: string;
  /** Relative to it, `/` between segments. */
  readonly path: string;
}

/** A line for the log. */
export interface LogLine {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
}

/**
 * The calls of the engine's worker to its host, because only the host can write the log and read virtual workspace
 * folders. The types are those of the engine's port `FileSource`; a file that cannot be read is an outcome, not a
 * failed call.
 */
// A type and not an interface: only a type fits the index signature of `Contract`.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type HostContract = {
  log: { params: LogLine; result: null; progress: never };
  readDirectory: {
    params: VirtualPath;
    result: FileOutcome<
      readonly { readonly name: string; readonly type: 'file' | 'directory' | 'symlink' | 'other' }[]
    >;
    progress: never;
  };
  stat: {
    params: VirtualPath;
    result: FileOutcome<{
      readonly type: 'file' | 'directory' | 'other';
      readonly sizeBytes: number;
      readonly mtimeMs: number;
    }>;
    progress: never;
  };
  readFile: { params: VirtualPath; result: FileOutcome<Uint8Array>; progress: never };
};
