/** Limits of {@link EntryPlace.read}. */
export interface ReadLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** Time limit of the other calls, milliseconds. */
export const callTimeoutMs = 10_000;

/** Slowest speed at which something large may be written. */
const slowestBytesPerSecond = 500_000;

/** Time limit for writing so many bytes, milliseconds. */
export function writeTimeoutMs(bytes: number): number {
  return callTimeoutMs + Math.floor(bytes / slowestBytesPerSecond) * 1000;
}

/** A place where entries are stored by their names: a directory on a server, or a folder. */
export interface EntryPlace {
  /** The server with its port, or the folder; for messages. */
  readonly name: string;
  /** Most calls at once. */
  readonly concurrency: number;
  /**
   * An entry; undefined if no entry has that name.
   *
   * @param maxBytes longest entry; a longer one is `'tooLarge'`
   * @param timeoutMs time limit, milliseconds
   * @throws PlaceFault; CancelledError
   */
  read(
    name: string,
    { maxBytes, timeoutMs }: ReadLimits,
    signal?: AbortSignal,
  ): Promise<Uint8Array | 'tooLarge' | undefined>;
  /**
   * Size of an entry in bytes; undefined if no entry has that name.
   *
   * @throws PlaceFault; CancelledError
   */
  sizeOf(name: string, signal?: AbortSignal): Promise<number | undefined>;
  /**
   * Writes an entry as a whole: nobody reads a part of it.
   *
   * @throws PlaceFault; CancelledError
   */
  write(name: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Why a place does not answer. The message is shown to the user. */
export class PlaceFault extends Error {
  override readonly name = 'PlaceFault';

  constructor(
    message: string,
    /** The next try may succeed. */
    readonly isTransient: boolean,
  ) {
    super(message);
  }
}
