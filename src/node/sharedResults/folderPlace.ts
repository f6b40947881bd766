import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { Slots, untilAborted } from '../../common/concurrency';
import { CancelledError, messageOf, systemCodeOf } from '../../common/errors/errors';
import { openFile, readStart, withoutWaiting } from '../readStart';
import { callTimeoutMs, PlaceFault, writeTimeoutMs, type EntryPlace, type ReadLimits } from './entryPlace';

/**
 * Calls at once. Node has four threads for all files of the process, and a call to a network folder that does not answer
 * keeps its thread: two are left for the index and for searches.
 */
const concurrency = 2;

/** A folder, for example on a network drive. */
export class FolderPlace implements EntryPlace {
  readonly concurrency = concurrency;
  /** A call holds its slot until the system answers, even if its caller no longer waits. */
  private readonly slots = new Slots(concurrency);

  /** @param name its path */
  constructor(readonly name: string) {}

  read(
    name: string,
    { maxBytes, timeoutMs }: ReadLimits,
    signal?: AbortSignal,
  ): Promise<Uint8Array | 'tooLarge' | undefined> {
    const call = async (): Promise<Uint8Array | 'tooLarge' | undefined> => {
      const size = await this.findSize(name);
      if (size === undefined) return undefined;
      if (size > maxBytes) return 'tooLarge';
      return readStart(await openFile(path.join(this.name, name), withoutWaiting), maxBytes);
    };
    return this.limited(call, signal, timeoutMs);
  }

  sizeOf(name: string, signal?: AbortSignal): Promise<number | undefined> {
    return this.limited(() => this.findSize(name), signal);
  }

  write(name: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    const call = async (): Promise<void> => {
      const file = path.join(this.name, name);
      const unfinished = `${file}.tmp-${process.pid}-${randomBytes(4).toString('hex')}`;
      try {
        const handle = await open(unfinished, 'wx');
        try {
          await handle.writeFile(bytes);
        } finally {
          await handle.close();
        }
        await rename(unfinished, file);
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => undefined);
        throw error;
      }
    };
    return this.limited(call, signal, writeTimeoutMs(bytes.length));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Infinity for what is not a regular file: opening a device can have side effects. */
  private async findSize(name: string): Promise<number | undefined> {
    try {
      const found = await stat(path.join(this.name, name));
      return found.isFile() ? found.size : Infinity;
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT') throw error;
      // A folder that is not mounted has no entries either, but then they are not missing.
      await stat(this.name);
      return undefined;
    }
  }

  private async limited<T>(
    call: () => Promise<T>,
    signal: AbortSignal | undefined,
    timeoutMs = callTimeoutMs,
  ): Promise<T> {
    const late = AbortSignal.timeout(timeoutMs);
    const ending = signal ? AbortSignal.any([signal, late]) : late;
    const running = this.slots.run(() => (ending.aborted ? Promise.reject(new CancelledError()) : call()));
    // Nobody waits for it after the time limit.
    running.catch(() => undefined);
    try {
      return await untilAborted(running, ending);
    } catch (error) {
      if (signal?.aborted) throw new CancelledError();
      if (late.aborted) {
        const text = l10n.t('{0} did not respond within {1} s.', this.name, timeoutMs / 1000);
        throw new PlaceFault(text, true);
      }
      throw new PlaceFault(l10n.t('{0} cannot be used: {1}', this.name, messageOf(error)), false);
    }
  }
}
