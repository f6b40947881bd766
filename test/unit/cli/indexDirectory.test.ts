import { homedir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultIndexDirectory } from '../../../src/node/indexDirectory';

describe('defaultIndexDirectory', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([undefined, '', '.', 'cache', './cache', '~/.cache'])('ignores XDG_CACHE_HOME=%s', (value) => {
    expect(defaultIndexDirectory('linux', { XDG_CACHE_HOME: value })).toBe(
      path.join(homedir(), '.cache', 'semantic-search'),
    );
  });

  it('uses an absolute XDG_CACHE_HOME, and an absolute LOCALAPPDATA', () => {
    expect(defaultIndexDirectory('linux', { XDG_CACHE_HOME: '/var/cache/me' })).toBe(
      '/var/cache/me/semantic-search',
    );
    expect(defaultIndexDirectory('win32', { LOCALAPPDATA: 'C:\\Users\\me\\Local' })).toBe(
      'C:\\Users\\me\\Local\\semantic-search\\Cache',
    );
  });

  it.skipIf(process.platform === 'win32').each(['', 'here'])('is absolute if HOME is %j', (home) => {
    vi.stubEnv('HOME', home);
    for (const platform of ['linux', 'darwin'] as const) {
      expect(path.isAbsolute(defaultIndexDirectory(platform, {})), platform).toBe(true);
    }
  });
});
