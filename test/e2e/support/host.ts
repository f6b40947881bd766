import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { LaunchOptions, Page } from 'playwright-core';

/** Data directory of a window, and its extensions. */
interface HostDirectories {
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** Version of code-server; the oldest supported one by default. */
  readonly version?: string | undefined;
}

/** A running VS Code. */
export interface Host {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Resolves when no extension host runs, after the page of the last window was left. */
  windowsClosed(): Promise<void>;
  /** Writes the user's settings for the next window, if the user data has none. */
  writeSettings(settings: Readonly<Record<string, unknown>>): void;
  /** Resolves when all its processes have ended. */
  stop(): Promise<void>;
}

interface StartScript {
  readonly startHost: (
    options: HostDirectories & {
      trust: boolean;
      isLean: boolean;
      agent?: string | undefined;
      env?: NodeJS.ProcessEnv | undefined;
      settings?: Readonly<Record<string, unknown>>;
    },
  ) => Promise<Host>;
  readonly installExtension: (vsix: string, directories: HostDirectories) => Promise<void>;
}

interface BrowserScript {
  readonly installBrowser: () => LaunchOptions;
  readonly removeState: (page: Page, origin: string) => Promise<void>;
}

// The scripts are plain JavaScript, because they run before a compiler is available.
const require = createRequire(import.meta.url);
const { startHost, installExtension } = require('../../../scripts/vscodeHost/start.js') as StartScript;
const { installBrowser, removeState } = require('../../../scripts/vscodeHost/browser.js') as BrowserScript;

export { installBrowser, removeState, startHost };

const output = path.resolve('out');

/** The packaged extension created by `npm run package`. */
export function packagedExtension(): string {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    'name' | 'version',
    string
  >;
  const file = path.resolve(`${name}-${version}.vsix`);
  if (!existsSync(file)) throw new Error(`There is no ${file}. Make it: npm run package`);
  return file;
}

/**
 * A directory with only this extension, shared by consecutive windows.
 *
 * @param vsix path of the package; unpacked again only if it has changed
 */
export async function installedExtensions(vsix: string, version: string | undefined): Promise<string> {
  const extensionsDir = path.join(output, 'e2e-extensions', version ?? 'default');
  const stampFile = path.join(extensionsDir, '.installed');
  const { mtimeMs, size } = statSync(vsix);
  const stamp = `${vsix} ${mtimeMs} ${size}`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return extensionsDir;
  rmSync(extensionsDir, { recursive: true, force: true });
  const userDataDir = path.join(output, 'e2e-extensions', 'user');
  await installExtension(vsix, { userDataDir, extensionsDir, version });
  writeFileSync(stampFile, stamp);
  return extensionsDir;
}

/** Directory of screenshots. */
export const screenshotDirectory = path.join(output, 'screenshots');
