import { readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../common/errors/errors';
import type { Logger } from '../common/logger';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Marks a directory as used now, if it exists, and removes sibling directories that were not used for long. The last
 * use is the modification time of the directory, which also changes when a file is added or removed. A directory that
 * cannot be removed is logged and retried the next time.
 *
 * @param directory the one in use
 * @param names names of the directories that may be removed; all other siblings stay
 * @param days without use after which a directory is removed
 */
export async function removeUnusedBeside(
  directory: string,
  { names, days, logger }: { readonly names: RegExp; readonly days: number; readonly logger: Logger },
): Promise<void> {
  const now = Date.now();
  const parent = path.dirname(directory);
  // The directory does not exist before something is written to it.
  await utimes(directory, now / 1000, now / 1000).catch(() => undefined);
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const other = path.join(parent, entry.name);
    if (!entry.isDirectory() || !names.test(entry.name) || other === directory) continue;
    try {
      const { mtimeMs } = await stat(other);
      if (now - mtimeMs < days * dayMs) continue;
      await rm(other, { recursive: true, force: true });
      logger.info(`Removed, since it was not used for ${days} days: ${other}`);
    } catch (error) {
      logger.warn(`Not removed, though it was not used for ${days} days: ${other}: ${messageOf(error)}`);
    }
  }
}

/**
 * Removes the embedding cache that earlier versions kept for a model on this machine: each of its vectors is in the
 * index too. What cannot be removed is logged.
 *
 * @param directory of the index
 */
export async function removeFormerCache(directory: string, logger: Logger): Promise<void> {
  const cache = path.join(directory, 'embeddings');
  try {
    await rm(cache, { recursive: true, force: true });
  } catch (error) {
    logger.warn(`Not removed, though it is not used any more: ${cache}: ${messageOf(error)}`);
  }
}
