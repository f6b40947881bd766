import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** The system's folder for caches of this program: XDG on Linux, Library/Caches on macOS, LOCALAPPDATA on Windows. */
export function defaultIndexDirectory(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  if (platform === 'win32') {
    return path.join(
      env['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local'),
      'semantic-search',
      'Cache',
    );
  }
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'semantic-search');
  return path.join(env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'semantic-search');
}

/** The directory of one workspace folder below `indexDirectory`: its name for people, a hash of its path for uniqueness. */
export function workspaceDirectory(indexDirectory: string, folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const name =
    path
      .basename(folder)
      .replace(/[^\w.-]/g, '_')
      .slice(0, 40) || 'root';
  return path.join(indexDirectory, `${name}-${hash}`);
}

/** What a directory takes, and when something of the index in it was last written. */
export interface DirectoryUse {
  readonly sizeBytes: number;
  /** Milliseconds since the epoch; undefined where no shard is there. */
  readonly writtenAtMs?: number | undefined;
}

/** Looks at all files below a directory; one that is missing takes nothing. */
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
