import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { forEachConcurrently } from '../../common/concurrency';
import { CancelledError, messageOf, throwIfCancelled } from '../../common/errors/errors';
import type { SharedFileVectors } from '../../engine/embedding/sharedVectors';
import { entrySize, sealEntry, type EntryVectors } from './entry';
import type { EntryName } from './entryNames';
import { PlaceFault } from './entryPlace';
import type { EntryReader, PlaceParts } from './entryReader';

/** Tries of one call, and the delay before the second one, milliseconds; doubled with each. */
const tries = 4;
const firstRetryMs = 500;
/** Entries that fail in a row before no more are tried. */
const failuresAllowed = 16;

/** Dependencies of {@link EntryWriter}. */
export interface WriterParts extends Omit<PlaceParts, 'availability' | 'patienceMs'> {
  readonly reader: EntryReader;
  /** Delay before the second try of a call, milliseconds. Default 500. */
  readonly firstRetryMs?: number | undefined;
}

/** Writes entries that the place lacks. */
export class EntryWriter {
  written = 0;
  present = 0;
  unwritten = 0;
  /** Why an entry could not be written; undefined if all were. */
  fault: string | undefined;
  /** Entries that exist, and whether they have all vectors of their file. */
  private readonly known = new Map<string, boolean>();
  private failures = 0;
  private marking: Promise<void> | undefined;
  /** Nothing was there before. */
  private isFirst = false;

  constructor(private readonly parts: WriterParts) {}

  /** An entry was read, see `EntryReader`. */
  noteRead(name: string, isWhole: boolean): void {
    this.known.set(name, isWhole);
  }

  /** As `SharedVectors.write`. */
  async write(files: readonly SharedFileVectors[], given?: AbortSignal): Promise<void> {
    const signal = given && AbortSignal.any([given]);
    // One for each call under way.
    if (signal) setMaxListeners(0, signal);
    await forEachConcurrently(files, this.parts.place.concurrency, async (file) => {
      throwIfCancelled(signal);
      const vectors = vectorsOf(file);
      if (vectors.size === 0) return;
      if (this.failures >= failuresAllowed) {
        this.unwritten++;
        return;
      }
      try {
        await this.writeFile(file, vectors, signal);
        this.failures = 0;
      } catch (error) {
        if (error instanceof CancelledError) throw error;
        this.failures++;
        this.unwritten++;
        this.fault ??= messageOf(error);
        this.parts.logger.warn(`Not published: ${messageOf(error)}`);
      }
    });
  }

  /**
   * Writes something that is complete in itself, with the tries of an entry. The marker comes first.
   *
   * @param isFixed whether its name stands for its content: then it is not written if it is there with its size
   * @returns whether it was written
   * @throws PlaceFault; CancelledError
   */
  async writeObject(
    name: string,
    bytes: Uint8Array,
    { isFixed, signal }: { readonly isFixed: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<boolean> {
    const { place } = this.parts;
    await this.ensureMarked(signal);
    const isThere =
      isFixed && (await this.retried(() => place.sizeOf(name, signal), signal)) === bytes.length;
    if (!isThere) await this.retried(() => place.write(name, bytes, signal), signal);
    return !isThere;
  }

  private async writeFile(
    file: SharedFileVectors,
    vectors: EntryVectors,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { names, place, form } = this.parts;
    await this.ensureMarked(signal);
    const entry = names.of(file);
    const size = entrySize(vectors.size, form.dimensions, form.signing !== undefined);
    const isPresent =
      this.known.get(entry.name) ??
      (!this.isFirst && (await this.retried(() => place.sizeOf(entry.name, signal), signal)) === size);
    if (isPresent) {
      this.present++;
    } else {
      await this.put(entry, vectors, signal);
      this.written++;
    }
    this.known.set(entry.name, true);
  }

  private ensureMarked(signal: AbortSignal | undefined): Promise<void> {
    return (this.marking ??= this.mark(signal));
  }

  /** The marker comes first: readers may use what is published while the rest follows. */
  private async mark(signal: AbortSignal | undefined): Promise<void> {
    const { names, reader } = this.parts;
    try {
      if (await reader.isReadable(signal)) return;
      await this.put(names.marker, new Map(), signal);
      reader.notePublished();
      this.isFirst = true;
    } catch (error) {
      this.marking = undefined;
      throw error;
    }
  }

  private put(entry: EntryName, vectors: EntryVectors, signal: AbortSignal | undefined): Promise<void> {
    const { place, form } = this.parts;
    const bytes = sealEntry(entry, vectors, form);
    return this.retried(() => place.write(entry.name, bytes, signal), signal);
  }

  private async retried<T>(call: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const { firstRetryMs: pauseMs = firstRetryMs } = this.parts;
    for (let trial = 1; ; trial++) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof PlaceFault) || !error.isTransient || trial === tries) throw error;
        await sleep(pauseMs * 2 ** (trial - 1));
        throwIfCancelled(signal);
      }
    }
  }
}

/** The vectors of the file's chunks; a chunk that the provider refused has none. */
function vectorsOf({ keys, vectors }: SharedFileVectors): EntryVectors {
  const own = keys.flatMap((key) => {
    const vector = vectors.get(key);
    return vector && vector.scale > 0 ? [[key, vector] as const] : [];
  });
  return new Map(own);
}
