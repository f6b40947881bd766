import { readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../common/errors';
import type { Logger } from '../common/logger';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Notes that a directory is used now, where there is one, and removes others beside it that nobody has used for long. When a
 * directory was used tells its time stamp, which is that of the last file that came into it or left it, too. What cannot be
 * removed stays, and is tried again the next time; the log tells of it.
 *
 * @param directory the one in use
 * @param names what the directories are called that may go; anything else beside them is let alone
 * @param days without use after which one goes
 */
export async function removeUnusedBeside(
  directory: string,
  { names, days, logger }: { readonly names: RegExp; readonly days: number; readonly logger: Logger },
): Promise<void> {
  const now = Date.now();
  const parent = path.dirname(directory);
  // It is not there before something is written to it.
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
