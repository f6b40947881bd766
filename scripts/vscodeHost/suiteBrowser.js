'use strict';
const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { format } = require('node:util');
const { patienceMs } = require('../../test/support/patience.json');
const { installBrowser, removeState } = require('./browser');
const { portFileIn, startHost } = require('./start');

/**
 * A browser for suites that run one after another, each in a new VS Code. It starts once, and compiles the scripts of VS Code
 * once: each VS Code gets the port of the one before if it is free, since the cache of scripts is of an address.
 */
class SuiteBrowser {
  /** Of the last VS Code, without a path. */
  #url;
  /** The running browser. */
  #context;

  /** @param {string} directory profile of the browser */
  constructor(directory) {
    this.directory = directory;
  }

  /**
   * Runs one suite. The URL of its page names the extension under test and the program that tests it; the page reports
   * back through two functions in the window.
   *
   * @param {import('./runExtensionHostTests').SuiteRun} run
   * @returns {Promise<void>} when the program has ended, whether its tests passed or failed
   * @throws Error if it did not end in time, with the output of the window
   */
  async run({
    extension,
    program,
    workspace,
    isContinued,
    isTrusted,
    hasAllExtensions,
    userDataDir,
    extensionsDir,
    env,
    timeoutMs,
  }) {
    if (!isContinued && this.#url !== undefined) {
      mkdirSync(userDataDir, { recursive: true });
      writeFileSync(portFileIn(userDataDir), new URL(this.#url).port);
    }
    const host = await startHost({
      userDataDir,
      extensionsDir,
      trust: isTrusted,
      isLean: !hasAllExtensions,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
      env,
    });
    this.#url = host.url;
    const lines = [];
    try {
      const page = await this.#newPage();
      await page.exposeFunction('codeAutomationLog', (type, args) => {
        lines.push(`${type}: ${format(...args)}`);
      });
      // VS Code keeps part of its state in the browser.
      if (!isContinued) await removeState(page, host.url);
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
      // As when the address is left: the window stores its state.
      await page.goto('about:blank');
      await page.close();
    } catch (error) {
      await this.close();
      throw new Error(`${error.message}. The window printed:\n${lines.slice(-30).join('\n')}`, {
        cause: error,
      });
    } finally {
      await host.stop();
    }
  }

  /** Ends the browser. The next suite starts it again. */
  async close() {
    const context = this.#context;
    this.#context = undefined;
    await context?.close();
  }

  async #newPage() {
    if (this.#context === undefined) {
      const { chromium } = require('playwright-core');
      this.#context = await chromium.launchPersistentContext(this.directory, installBrowser());
      this.#context.setDefaultNavigationTimeout(patienceMs);
    }
    return this.#context.newPage();
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

module.exports = { SuiteBrowser };
