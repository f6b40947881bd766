'use strict';
/** The browser in which VS Code is tested: an installed one, else Debian's Chromium if it may be installed. */
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const path = require('node:path');

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const aptPackages = ['chromium'];

/** Most of these silence a browser without a display, a keyring and possibly a network connection. */
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The state of a window in its browser. The cache of its scripts is no state. */
const stateOfWindow = 'cookies,local_storage,indexeddb,cache_storage,service_workers,file_systems';

/**
 * Removes all that the windows at an address have stored in their browser. None may be open.
 *
 * @param {import('playwright-core').Page} page any page of the browser
 * @param {string} origin
 */
async function removeState(page, origin) {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: stateOfWindow });
  await session.detach();
}

/**
 * @returns {{ executablePath?: string, channel?: string, args: string[] } | undefined} options for playwright's
 *   `launch`, or undefined if no Chromium-based browser is installed
 */
function findBrowser() {
  const executablePath =
    process.platform === 'linux'
      ? programs.map(onPath).find((program) => program !== undefined)
      : playwrightBrowser();
  if (executablePath !== undefined) return { executablePath, args: browserArguments };
  const channel = process.platform === 'linux' ? undefined : installedChannel();
  return channel && { channel, args: browserArguments };
}

/**
 * Makes sure that a browser is installed.
 *
 * @returns {{ executablePath?: string, channel?: string, args: string[] }} options for playwright's `launch`
 * @throws Error with the command to run, if this process may not install packages
 */
function installBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  if (process.platform !== 'linux')
    throw new Error('Tests in VS Code need Google Chrome or Microsoft Edge. Install one.');
  const command = `apt-get install -y ${aptPackages.join(' ')}`;
  const error = new Error(`Tests in VS Code need Chromium. Install it: sudo ${command}`);
  const asRoot = rootPrefix();
  if (asRoot === undefined || onPath('apt-get') === undefined) throw error;
  process.stderr.write('Getting Chromium, once\n');
  apt([...asRoot, 'apt-get', 'update']);
  apt([...asRoot, ...command.split(' '), '--no-install-recommends']);
  const installed = findBrowser();
  if (installed === undefined) throw error;
  return installed;
}

function apt([program, ...args]) {
  // Installation may succeed even with an outdated package list: only the result counts.
  spawnSync(program, args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 2],
  });
}

/** Prefix for running a command as root; undefined if that would ask for a password. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  const { status } = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return status === 0 ? ['sudo', '-n'] : undefined;
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((directory) => path.join(directory, name))
    .find((program) => existsSync(program));
}

/** The browser that `npx playwright-core install chromium` installs. */
function playwrightBrowser() {
  const file = require('playwright-core').chromium.executablePath();
  return existsSync(file) ? file : undefined;
}

function installedChannel() {
  const folders =
    process.platform === 'darwin'
      ? ['/Applications']
      : ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '');
  const channels = {
    chrome: ['Google Chrome.app', 'Google/Chrome/Application/chrome.exe'],
    msedge: ['Microsoft Edge.app', 'Microsoft/Edge/Application/msedge.exe'],
  };
  return Object.keys(channels).find((channel) =>
    channels[channel].some((file) => folders.some((folder) => existsSync(path.join(folder, file)))),
  );
}

module.exports = { installBrowser, removeState };
