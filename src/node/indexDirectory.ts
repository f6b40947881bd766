import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { SemanticSearchError } from '../common/errors/errors';

/**
 * The system's cache folder for this program: XDG on Linux, Library/Caches on macOS, LOCALAPPDATA on Windows. An
 * empty or relative variable is treated as not set, as XDG requires; otherwise an index would be written into the
 * current folder.
 *
 * @throws SemanticSearchError USAGE if there is no home directory either
 */
export function defaultIndexDirectory(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const absolute = (place: string | undefined): string | undefined =>
    place !== undefined && paths.isAbsolute(place) ? place : undefined;
  const home = (): string => {
    const place = absolute(homeDirectory(homedir)) ?? absolute(homeDirectory(() => userInfo().homedir));
    if (place !== undefined) return place;
    throw new SemanticSearchError(
      'USAGE',
      l10n.t('There is no home directory to store the index in.'),
      l10n.t('Specify a folder for it with --index-dir.'),
    );
  };
  const name = 'semantic-search';
  if (platform === 'win32') {
    return paths.join(absolute(env['LOCALAPPDATA']) ?? paths.join(home(), 'AppData', 'Local'), name, 'Cache');
  }
  if (platform === 'darwin') return paths.join(home(), 'Library', 'Caches', name);
  return paths.join(absolute(env['XDG_CACHE_HOME']) ?? paths.join(home(), '.cache'), name);
}

/** The user's directory for indexes, as {@link defaultIndexDirectory}; undefined if there is no home directory. */
export function userIndexDirectory(env: NodeJS.ProcessEnv = process.env): string | undefined {
  try {
    return defaultIndexDirectory(process.platform, env);
  } catch {
    return undefined;
  }
}

/** Undefined if the system knows none, as for a container user without a name. */
function homeDirectory(ask: () => string): string | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

/**
 * The directory below a cache directory that all workspaces share: cached vectors of paid providers and learned
 * limits.
 */
export function sharedDirectory(cacheDirectory: string): string {
  return path.join(cacheDirectory, 'embeddings');
}

/**
 * The directory of one workspace folder below `indexDirectory`: the readable folder name and a hash of its path for
 * uniqueness.
 */
export function workspaceDirectory(indexDirectory: string, folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const name =
    path
      .basename(folder)
      .replace(/[^\w.-]/g, '_')
      .slice(0, 40) || 'root';
  return path.join(indexDirectory, `${name}-${hash}`);
}

/** Size of a directory, and when a part of the index in it was last written. */
export interface DirectoryUse {
  readonly sizeBytes: number;
  /** Milliseconds since the epoch; undefined if there is no shard. */
  readonly writtenAtMs?: number | undefined;
}

/** Measures all files below a directory; the size of a missing one is 0. */
export async function directoryUse(directory: string): Promise<DirectoryUse> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const found = await stat(path.join(parentPath, name)).catch(() => undefined);
        return { isShard: name.endsWith('.shard'), size: found?.size ?? 0, mtimeMs: found?.mtimeMs ?? 0 };
      }),
  );
  const written = files.filter(({ isShard }) => isShard).map(({ mtimeMs }) => mtimeMs);
  return {
    sizeBytes: files.reduce((sum, { size }) => sum + size, 0),
    ...(written.length > 0 && { writtenAtMs: Math.max(...written) }),
  };
}
