'use strict';
/** Starts VS Code for the browser, and installs extensions into it. */
const { execFile, spawn } = require('node:child_process');
const { once } = require('node:events');
const { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { promisify } = require('node:util');
const { patienceMs } = require('../../test/support/patience.json');
const { installHost } = require('./install');

const keptOutputCharacters = 20_000;

/** What keeps a window quiet that nobody has set up: no welcome page, no tips, no questions. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * @typedef {object} HostOptions
 * @property {string} userDataDir settings, state and logs; made where it is missing
 * @property {string} extensionsDir what {@link installExtension} put there
 * @property {boolean} trust whether every workspace is trusted unasked; otherwise VS Code asks, as ever
 * @property {string} [version] of code-server, 4.100.3 by default
 * @property {number} [port] by default the one this `userDataDir` had last, or a free one
 * @property {Record<string, unknown>} [settings] the user's, beside quiet ones; written only where there are none yet
 * @property {boolean} [isLean] whether built-in extensions with code of their own are left out, among them those of git and
 *   TypeScript: they take a quarter of the time of a window. Themes and languages stay. Default no
 * @property {NodeJS.ProcessEnv} [env] of the host, and so of its extensions, beside that of this process
 */

/**
 * Starts VS Code on this machine, for this machine alone. It ends with `stop()`, and with this process.
 *
 * @param {HostOptions} options
 * @returns {Promise<{ url: string, stop(): Promise<void> }>} `url`: where it answers, without a path. `stop` resolves when
 *   none of its processes is left
 * @throws Error where it does not start, with what it printed
 */
async function startHost(options) {
  const { userDataDir, settings = {} } = options;
  writeSettings(userDataDir, { ...quietSettings, ...settings });
  // The address is part of what VS Code knows a workspace by: at another one, a restart finds nothing of what it stored.
  const portFile = path.join(userDataDir, 'port');
  const lastPort = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
  let host;
  try {
    host = await startOn(options.port ?? lastPort, options);
  } catch (error) {
    if (options.port !== undefined || !error.message.includes('EADDRINUSE')) throw error;
    host = await startOn(0, options);
  }
  writeFileSync(portFile, new URL(host.url).port);
  return host;
}

async function startOn(port, { version, userDataDir, extensionsDir, trust, isLean = false, env = {} }) {
  const { node, entry } = installHost({ version });
  const guard = spawn(
    process.execPath,
    [
      path.join(__dirname, 'guard.js'),
      node,
      entry,
      ...directoryArguments({ userDataDir, extensionsDir }),
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--ignore-last-opened'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      ...(trust ? ['--disable-workspace-trust'] : []),
      ...(isLean ? ['--builtin-extensions-dir', leanExtensions(entry, userDataDir)] : []),
    ],
    { detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, ...env } },
  );
  // Not 'close', which never comes when this end closes the channel.
  const ended = once(guard, 'exit');
  const stop = async () => {
    if (guard.connected) guard.disconnect();
    await ended;
  };
  try {
    return { url: await addressOf(guard), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A directory with links to the built-in extensions that have no code of their own. */
function leanExtensions(entry, userDataDir) {
  const all = path.join(path.dirname(entry), '..', '..', 'lib', 'vscode', 'extensions');
  const lean = path.join(userDataDir, 'builtin-extensions');
  mkdirSync(lean, { recursive: true });
  for (const name of readdirSync(all)) {
    const link = path.join(lean, name);
    const manifest = path.join(all, name, 'package.json');
    if (existsSync(link) || !existsSync(manifest)) continue;
    const { main, browser } = JSON.parse(readFileSync(manifest, 'utf8'));
    if (main === undefined && browser === undefined) symlinkSync(path.join(all, name), link);
  }
  return lean;
}

/** Waits for the line that tells where the host listens: with port 0, nothing else knows. */
function addressOf(guard) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (what) => {
      clearTimeout(timer);
      reject(new Error(`VS Code for the browser ${what}. It printed:\n${output}`));
    };
    const timer = setTimeout(() => fail(`did not start in ${patienceMs / 1000} s`), patienceMs);
    const read = (data) => {
      output = (output + String(data)).slice(-keptOutputCharacters);
      const address = /HTTP server listening on (http:\/\/[\d.:]+)/.exec(output);
      if (address === null) return;
      clearTimeout(timer);
      resolve(address[1]);
    };
    // Read to the end: a program whose pipe is full stands still.
    guard.stdout.on('data', read);
    guard.stderr.on('data', read);
    guard.once('exit', () => fail('ended at once'));
  });
}

/**
 * Installs a packaged extension, over one of the same version too.
 *
 * @param {string} vsix path of the package
 * @param {{ userDataDir: string, extensionsDir: string, version?: string }} directories of the host that will have it
 * @throws Error with what the host printed
 */
async function installExtension(vsix, { userDataDir, extensionsDir, version }) {
  const { node, entry } = installHost({ version });
  await promisify(execFile)(node, [
    entry,
    ...directoryArguments({ userDataDir, extensionsDir }),
    ...['--install-extension', vsix, '--force'],
  ]);
}

function directoryArguments({ userDataDir, extensionsDir }) {
  // Without a configuration file of its own it writes one into the home directory.
  const config = path.join(userDataDir, 'code-server.yaml');
  if (!existsSync(config)) {
    mkdirSync(userDataDir, { recursive: true });
    writeFileSync(config, 'auth: none\n');
  }
  return ['--config', config, '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
}

/** A setting of machines: a window that is remote, as those in a browser are, reads it there. */
const machineSetting = 'workbench.welcomePage.walkthroughs.openOnInstall';

function writeSettings(userDataDir, settings) {
  writeOnce(path.join(userDataDir, 'User', 'settings.json'), settings);
  writeOnce(path.join(userDataDir, 'Machine', 'settings.json'), {
    [machineSetting]: settings[machineSetting],
  });
}

function writeOnce(file, settings) {
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);
}

module.exports = { startHost, installExtension };
