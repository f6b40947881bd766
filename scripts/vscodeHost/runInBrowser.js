'use strict';
const path = require('node:path');
const { format } = require('node:util');
const { patienceMs } = require('../../test/support/patience.json');
const { installBrowser } = require('./browser');
const { startHost } = require('./start');

/**
 * Runs one suite in VS Code for the browser. The URL of its page names the extension under test and the program that
 * tests it; the page reports back through two functions in the window.
 *
 * @param {import('./runExtensionHostTests').SuiteRun} run
 * @returns {Promise<void>} when the program has ended, whether its tests passed or failed
 * @throws Error if it did not end in time, with the output of the window
 */
async function runInBrowser({
  extension,
  program,
  workspace,
  isTrusted,
  hasAllExtensions,
  userDataDir,
  extensionsDir,
  env,
  timeoutMs,
}) {
  const { chromium } = require('playwright-core');
  const settings = { 'security.workspace.trust.startupPrompt': 'never' };
  const host = await startHost({
    userDataDir,
    extensionsDir,
    trust: isTrusted,
    isLean: !hasAllExtensions,
    settings,
    env,
  });
  const lines = [];
  let browser;
  try {
    // A separate browser profile, because VS Code keeps part of its state in the browser.
    browser = await chromium.launchPersistentContext(path.join(userDataDir, 'browser'), installBrowser());
    browser.setDefaultNavigationTimeout(patienceMs);
    const page = await browser.newPage();
    await page.exposeFunction('codeAutomationLog', (type, args) => {
      lines.push(`${type}: ${format(...args)}`);
    });
    let timer;
    const ended = new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`did not end in ${timeoutMs / 1000} s`)), timeoutMs);
      page.exposeFunction('codeAutomationExit', () => resolve()).catch(reject);
      page.once('crash', () => reject(new Error('the page crashed')));
    });
    try {
      await page.goto(addressOf(host.url, { extension, program, workspace }));
      await ended;
    } finally {
      clearTimeout(timer);
    }
  } catch (error) {
    throw new Error(`${error.message}. The window printed:\n${lines.slice(-30).join('\n')}`, {
      cause: error,
    });
  } finally {
    await browser?.close();
    await host.stop();
  }
}

function addressOf(url, { extension, program, workspace }) {
  const remote = (file) => `vscode-remote://${new URL(url).host}${file}`;
  const address = new URL(url);
  if (workspace === undefined) address.searchParams.set('ew', 'true');
  else address.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(program)],
  ];
  address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}

module.exports = { runInBrowser };
