import { setMaxListeners } from 'node:events';
import * as l10n from '@vscode/l10n';
import { forEachConcurrently, Slots, untilAborted } from '../../common/concurrency';
import { CancelledError, messageOf } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import type { QuantizedVector } from '../../engine/embedding/quantize';
import type { SharedFile } from '../../engine/embedding/sharedVectors';
import type { Availability } from './availability';
import { entrySize, openEntry, type EntryForm, type EntryVectors } from './entry';
import type { EntryName, EntryNames } from './entryNames';
import { callTimeoutMs, PlaceFault, type EntryPlace } from './entryPlace';

/** Longest wait for one file, milliseconds: a saved file must not wait long. */
const filePatienceMs = 3_000;
/** Longest wait for all files of one call, and for one shard of a snapshot, milliseconds. What has not come by then is computed. */
export const defaultPatienceMs = 30_000;

/** What reading and writing share. */
export interface PlaceParts {
  readonly place: EntryPlace;
  readonly names: EntryNames;
  readonly form: EntryForm;
  readonly availability: Availability;
  readonly logger: Logger;
  /** Longest wait for the files of one call, and for a shard, milliseconds. Default 30,000. */
  readonly patienceMs?: number | undefined;
}

/** Reads entries, and pauses when the place fails. */
export class EntryReader {
  vectors = 0;
  found = 0;
  absent = 0;
  bad = 0;
  private readonly slots: Slots;
  /** Whether anything was published there for this model with this secret; undefined before the place has answered. */
  private isPublished: boolean | undefined;
  private checking: Promise<void> | undefined;

  /** @param onRead called with the name of each entry that exists, and whether it has all vectors of its file */
  constructor(
    private readonly parts: PlaceParts,
    private readonly onRead: (name: string, isWhole: boolean) => void = () => undefined,
  ) {
    this.slots = new Slots(parts.place.concurrency);
  }

  /** As `SharedVectors.read`. */
  async read(
    files: readonly SharedFile[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, QuantizedVector>> {
    const { place, availability, patienceMs = defaultPatienceMs } = this.parts;
    const vectors = new Map<string, QuantizedVector>();
    const given = signal && anyOf(signal);
    if (!(await this.isReadable(given))) return vectors;
    const late = AbortSignal.timeout(patienceMs);
    const ending = given ? anyOf(given, late) : anyOf(late);
    try {
      await forEachConcurrently(files, place.concurrency, (file) =>
        this.slots.run(() => this.readFile(file, vectors, ending)),
      );
      if (!availability.isPaused) availability.noteCalm();
    } catch (error) {
      if (signal?.aborted || !late.aborted) throw error;
      const seconds = patienceMs / 1000;
      const reason = l10n.t(
        '{0} is too slow: not all files were answered within {1} s.',
        place.name,
        seconds,
      );
      this.noteOutage(availability.pause(reason), reason);
    }
    return vectors;
  }

  /**
   * Whether the place answers and has entries for this model, made with this secret. Asks it once, and again after each
   * outage, so that a wrong secret is noticed at once and costs one request.
   */
  async isReadable(signal: AbortSignal | undefined): Promise<boolean> {
    if (this.parts.availability.isPaused) return false;
    if (this.isPublished === undefined) {
      // Several calls wait for it: that one of them is cancelled must not end it.
      this.checking ??= this.check().finally(() => {
        this.checking = undefined;
      });
      await untilAborted(this.checking, signal);
    }
    return this.isPublished === true && !this.parts.availability.isPaused;
  }

  /** The marker was written. */
  notePublished(): void {
    this.isPublished = true;
    this.parts.availability.noteAnswer();
  }

  private async check(): Promise<void> {
    const { names, place, availability } = this.parts;
    try {
      const marker = await this.fetch(names.marker, 0, { timeoutMs: callTimeoutMs });
      const wasOut = availability.noteAnswer();
      if (typeof marker === 'object') {
        this.isPublished = true;
        if (wasOut) this.parts.logger.info(`Shared results are read again: ${place.name}`);
        return;
      }
      const reason =
        marker === undefined
          ? l10n.t('{0} has no results for this model and this team secret.', place.name)
          : l10n.t('{0} returns data that is not an entry ({1}).', place.name, marker);
      this.noteOutage(availability.pauseLong(reason), reason);
    } catch (error) {
      if (!(error instanceof PlaceFault)) throw error;
      this.noteOutage(availability.pause(error.message), error.message);
    }
  }

  private async readFile(
    file: SharedFile,
    into: Map<string, QuantizedVector>,
    signal: AbortSignal,
  ): Promise<void> {
    const { names, availability } = this.parts;
    if (availability.isPaused) return;
    const entry = names.of(file);
    const keys = new Set(file.keys);
    try {
      const found = await this.fetch(entry, keys.size, { timeoutMs: filePatienceMs, signal });
      if (found === undefined) {
        this.absent++;
      } else if (typeof found === 'string') {
        this.onRead(entry.name, false);
        this.noteBad(entry.name, found);
        return;
      } else {
        this.take(found, keys, entry.name, into);
      }
      availability.noteAnswer();
    } catch (error) {
      this.noteFault(error);
    }
  }

  /** Something that was read cannot be used. */
  noteBad(name: string, why: string): void {
    const { place, availability, logger } = this.parts;
    this.bad++;
    const line = `An entry is not used (${why}): ${place.name}: ${name}`;
    if (this.bad === 1) logger.warn(line);
    else logger.debug(line);
    // A server that answers everything with the same page is no place for entries.
    const reason = l10n.t('{0} returns data that is not an entry ({1}).', place.name, why);
    this.noteOutage(availability.noteFailure(reason), reason);
  }

  /** A call failed. @throws CancelledError if it was cancelled */
  noteFault(error: unknown): void {
    if (error instanceof CancelledError) throw error;
    const reason = messageOf(error);
    this.noteOutage(this.parts.availability.noteFailure(reason), reason);
  }

  private take(
    found: EntryVectors,
    keys: ReadonlySet<string>,
    name: string,
    into: Map<string, QuantizedVector>,
  ): void {
    this.found++;
    let taken = 0;
    for (const [key, vector] of found) {
      if (!keys.has(key)) continue;
      into.set(key, vector);
      taken++;
    }
    this.vectors += taken;
    this.onRead(name, taken === keys.size);
  }

  /** The vectors of an entry, the reason why it cannot be used, or undefined if it does not exist. */
  private async fetch(
    entry: EntryName,
    most: number,
    { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<EntryVectors | string | undefined> {
    const { place, form } = this.parts;
    const maxBytes = entrySize(most, form.dimensions, true);
    const bytes = await place.read(entry.name, { maxBytes, timeoutMs }, signal);
    if (bytes === 'tooLarge') return 'wrong size';
    return bytes && openEntry(bytes, entry, { ...form, most });
  }

  private noteOutage(isNew: boolean, reason: string): void {
    if (!isNew) return;
    this.isPublished = undefined;
    this.parts.logger.warn(`Shared results are not read for now, vectors are computed: ${reason}`);
  }
}

/** A signal with as many listeners as there are calls under way. */
function anyOf(...signals: readonly AbortSignal[]): AbortSignal {
  const signal = AbortSignal.any([...signals]);
  setMaxListeners(0, signal);
  return signal;
}
