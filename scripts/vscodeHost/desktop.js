'use strict';
/** Desktop VS Code as a host for extension-host tests, if available. */
const { existsSync, readdirSync } = require('node:fs');
const path = require('node:path');

const cacheDirectory = path.join(__dirname, '..', '..', '.vscode-test');
const downloadSite = 'https://update.code.visualstudio.com/api/releases/stable';
const answerTimeoutMs = 5000;

/**
 * Selects the VS Code for extension-host tests: the desktop one if there is a display and it is downloaded or can be,
 * else the one for the browser. `SEMANTIC_SEARCH_TEST_HOST` overrides this.
 *
 * @returns {Promise<'desktop' | 'browser'>}
 */
async function chooseHost() {
  const forced = process.env.SEMANTIC_SEARCH_TEST_HOST;
  if (forced === 'desktop' || forced === 'browser') return forced;
  if (forced !== undefined)
    throw new Error(`SEMANTIC_SEARCH_TEST_HOST is desktop or browser, not "${forced}".`);
  // VS Code for the browser does not run on Windows.
  if (process.platform === 'win32') return 'desktop';
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'browser';
  return isDownloaded() || (await answers(downloadSite)) ? 'desktop' : 'browser';
}

function isDownloaded() {
  return existsSync(cacheDirectory) && readdirSync(cacheDirectory).some((name) => name.startsWith('vscode-'));
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(answerTimeoutMs) })).ok;
  } catch {
    return false;
  }
}

/**
 * Runs one suite in desktop VS Code: the newest stable version, or that of `SEMANTIC_SEARCH_TEST_VERSION`.
 *
 * @param {import('./runExtensionHostTests').SuiteRun} run
 * @throws Error if VS Code is not available or a test failed; the results file lists the failed tests
 */
async function runInDesktop({ extension, program, workspace, isTrusted, userDataDir, extensionsDir, env }) {
  const { runTests } = require('@vscode/test-electron');
  await runTests({
    version: process.env.SEMANTIC_SEARCH_TEST_VERSION ?? 'stable',
    cachePath: cacheDirectory,
    extensionDevelopmentPath: extension,
    extensionTestsPath: program,
    extensionTestsEnv: { XDG_CACHE_HOME: path.join(userDataDir, 'cache'), ...env },
    launchArgs: [
      ...(workspace === undefined ? ['--new-window'] : [workspace]),
      ...['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir],
      ...['--skip-welcome', '--skip-release-notes', '--disable-telemetry', '--disable-gpu'],
      ...(isTrusted ? ['--disable-workspace-trust'] : []),
      // Chromium refuses to run as root with its sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

module.exports = { chooseHost, runInDesktop };
