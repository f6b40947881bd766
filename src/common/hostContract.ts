/** A system error as it crosses a thread: its code is what callers decide by. */
export interface FileFault {
  /** `ENOENT`, `EACCES`, ...; undefined where none is known. */
  readonly code: string | undefined;
  readonly message: string;
}

/** What came of one access: a value, or why there is none. */
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
 * The calls of the engine's worker to its host, which alone can write the log and read virtual workspace folders. Shapes as
 * in the engine's port `FileSource`; a file that cannot be read is an outcome, not a failed call.
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
