'use strict';
/** Starts VS Code for the browser, and installs extensions into it. */
const { execFile, spawn } = require('node:child_process');
const { once } = require('node:events');
const { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { promisify } = require('node:util');
const { patienceMs } = require('../../test/support/patience.json');
const { installHost } = require('./install');

const keptOutputCharacters = 20_000;
const lookAgainMs = 50;

/** Settings that keep a new window quiet: no welcome page, no tips, no questions. */
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
 * @property {string} userDataDir settings, state and logs; created if missing
 * @property {string} extensionsDir directory with the extensions of {@link installExtension}
 * @property {boolean} trust whether every workspace is trusted without a question; otherwise VS Code asks as usual
 * @property {string} [version] of code-server, 4.100.3 by default
 * @property {number} [port] by default the one this `userDataDir` had last, or a free one
 * @property {Record<string, unknown>} [settings] the user's, in addition to quiet ones; written only if there are
 *   none yet
 * @property {boolean} [isLean] whether to omit built-in extensions that contain code, among them those of git and
 *   TypeScript: they take a quarter of the time of a window. Themes and languages are kept. Default false
 * @property {string} [agent] folder of an extension that is built into a lean VS Code, and thus may use proposed APIs
 * @property {NodeJS.ProcessEnv} [env] of the host, and thus of its extensions, in addition to that of this process
 */

/**
 * @typedef {object} Host
 * @property {string} url its address, without a path
 * @property {() => Promise<void>} windowsClosed resolves when no extension host runs
 * @property {(settings: Record<string, unknown>) => void} writeSettings writes the settings for the next window, if the user
 *   data has none
 * @property {() => Promise<void>} stop resolves when all its processes have ended
 */

/**
 * Starts VS Code on this machine, accessible from this machine only. It ends with `stop()`, and with this process.
 *
 * @param {HostOptions} options
 * @returns {Promise<Host>}
 * @throws Error if it does not start, with its output
 */
async function startHost(options) {
  const { userDataDir, settings } = options;
  writeSettings(userDataDir, settings);
  // VS Code identifies a workspace by its address too: at another address, a restart does not find its stored state.
  const portFile = portFileIn(userDataDir);
  const lastPort = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
  let port = options.port ?? lastPort;
  let host;
  for (const deadline = performance.now() + patienceMs; host === undefined;) {
    try {
      host = await startOn(port, options);
    } catch (error) {
      const isTaken = options.port === undefined && error.message.includes('EADDRINUSE');
      // It does not wait long for its own process, which takes its time on a busy machine.
      const isLate = error.message.includes('timed out') && performance.now() < deadline;
      if (!isTaken && !isLate) throw error;
      if (isTaken) port = 0;
    }
  }
  writeFileSync(portFile, new URL(host.url).port);
  return { ...host, writeSettings: (own) => writeSettings(userDataDir, own) };
}

/** File with the port to use if it is free: the one that this `userDataDir` had last. */
function portFileIn(userDataDir) {
  return path.join(userDataDir, 'port');
}

async function startOn(
  port,
  { version, userDataDir, extensionsDir, trust, isLean = false, agent, env = {} },
) {
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
      ...(isLean ? ['--builtin-extensions-dir', leanExtensions(entry, userDataDir, agent)] : []),
    ],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // The extension records its indexes there; those of other windows must not matter.
      env: { ...process.env, XDG_CACHE_HOME: path.join(userDataDir, 'cache'), ...env },
    },
  );
  // Not 'close', which is never emitted when this end closes the channel.
  const ended = once(guard, 'exit');
  const stop = async () => {
    if (guard.connected) guard.disconnect();
    await ended;
  };
  try {
    return { url: await addressOf(guard), windowsClosed: () => extensionHostsEnded(guard.pid), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits until no process of a process group is an extension host. */
async function extensionHostsEnded(group) {
  for (
    const deadline = performance.now() + patienceMs;
    performance.now() < deadline;
    await sleep(lookAgainMs)
  ) {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pgid=,args=']);
    const isExtensionHost = (line) =>
      line.includes('--type=extensionHost') && Number.parseInt(line, 10) === group;
    if (!stdout.split('\n').some(isExtensionHost)) return;
  }
  throw new Error(`The extension host of a closed window still runs after ${patienceMs / 1000} s.`);
}

/** A directory with links to the built-in extensions that contain no code, and to an agent. */
function leanExtensions(entry, userDataDir, agent) {
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
  const link = path.join(lean, 'agent');
  if (agent !== undefined && !existsSync(link)) symlinkSync(agent, link);
  return lean;
}

/** Waits for the line with the address of the host: with port 0, it is reported nowhere else. */
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
    // Keep reading: a program whose pipe is full blocks.
    guard.stdout.on('data', read);
    guard.stderr.on('data', read);
    guard.once('exit', () => fail('ended at once'));
  });
}

/**
 * Installs a packaged extension, even over the same version.
 *
 * @param {string} vsix path of the package
 * @param {{ userDataDir: string, extensionsDir: string, version?: string }} directories of the host
 * @throws Error with the output of the host
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
  // Without its own configuration file it writes one into the home directory.
  const config = path.join(userDataDir, 'code-server.yaml');
  if (!existsSync(config)) {
    mkdirSync(userDataDir, { recursive: true });
    writeFileSync(config, 'auth: none\n');
  }
  return ['--config', config, '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
}

/** A machine setting: remote windows, such as those in a browser, read it from the machine settings. */
const machineSetting = 'workbench.welcomePage.walkthroughs.openOnInstall';

/**
 * Writes the user's settings, in addition to quiet ones, unless there are some.
 *
 * @param {string} userDataDir
 * @param {Record<string, unknown>} [own]
 */
function writeSettings(userDataDir, own = {}) {
  const settings = { ...quietSettings, ...own };
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

module.exports = { startHost, portFileIn, installExtension };
