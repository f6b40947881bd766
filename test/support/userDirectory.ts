import path from 'node:path';

/** A user's directory for indexes, and the environment variables that choose it. */
export interface OwnUserDirectory {
  readonly env: Readonly<Record<string, string>>;
  /** The value of `defaultIndexDirectory` with these variables. */
  readonly userDirectory: string;
}

/** The user's directory for indexes below a home directory, so that a test does not use that of this machine's user. */
export function userDirectoryIn(
  home: string,
  platform: NodeJS.Platform = process.platform,
): OwnUserDirectory {
  const env = {
    HOME: home,
    XDG_CACHE_HOME: path.join(home, '.cache'),
    LOCALAPPDATA: path.join(home, 'Local'),
  };
  const name = 'semantic-search';
  if (platform === 'win32') return { env, userDirectory: path.join(env.LOCALAPPDATA, name, 'Cache') };
  if (platform === 'darwin') return { env, userDirectory: path.join(home, 'Library', 'Caches', name) };
  return { env, userDirectory: path.join(env.XDG_CACHE_HOME, name) };
}
