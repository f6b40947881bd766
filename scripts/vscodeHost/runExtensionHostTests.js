'use strict';
/** Runs the suites of `test/e2e/extensionHost/`, each in a separate VS Code window. */
const {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { installBrowser } = require('./browser');
const { chooseHost, runInDesktop } = require('./desktop');
const { installHost } = require('./install');
const { SuiteBrowser } = require('./suiteBrowser');

const root = path.join(__dirname, '..', '..');
const sources = path.join(root, 'test', 'e2e', 'extensionHost');
const programs = path.join(root, 'out', 'e2e');
/** Long enough that only a hanging suite reaches it. */
const timeoutMs = 20 * 60_000;
/** Number of concurrent windows: each spends half of its time waiting. Desktop VS Code runs one at a time. */
const windowsAtOnce = { browser: 3, desktop: 1 };

/**
 * @typedef {object} SuiteRun
 * @property {string} extension directory of the extension under test
 * @property {string} program file that exports `run()`
 * @property {string | undefined} workspace folder or `.code-workspace` file; undefined opens an empty window
 * @property {boolean} isContinued whether it continues with the state of the suite before it
 * @property {boolean} isTrusted
 * @property {boolean} hasAllExtensions whether built-in extensions that contain code are needed
 * @property {string} userDataDir
 * @property {string} extensionsDir
 * @property {Record<string, string>} env
 * @property {number} timeoutMs
 *
 * @typedef {object} TestCounts
 * @property {number} passed
 * @property {number} failed a suite that did not get to its end counts as one more
 * @property {number} skipped
 * @property {{ title: string, message: string }[]} failures
 */

/**
 * Runs the suites, and prints the tests of each when it has ended. A suite that continues another one runs after it;
 * others may run concurrently. They must be bundled before, by `buildTests()` of esbuild.js.
 *
 * @param {{ filter?: string, extension?: string }} [options] `filter`: only suites whose name contains it.
 *   `extension`: the directory of the extension under test, this repository by default
 * @returns {Promise<TestCounts>}
 */
async function runExtensionHostTests({ filter = '', extension = root } = {}) {
  const chains = chainsOf(chosenSuites(filter));
  const host = await chooseHost();
  if (host === 'browser') {
    // Run first, because a missing browser affects every suite.
    installBrowser();
    installHost();
  }
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  // VS Code's file watcher and git report real paths.
  const scratch = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'semantic-search-host-'));
  try {
    const workspaces = new Map();
    const next = async (_, number) => {
      const browser = new SuiteBrowser(path.join(scratch, `browser-${number}`));
      const runHere = (run) => (host === 'desktop' ? runInDesktop(run) : browser.run(run));
      for (let chain = chains.shift(); chain !== undefined; chain = chains.shift())
        for (const suite of chain) {
          const directory = path.join(scratch, chain[0].name);
          const { tests, tookMs } = await runSuite(suite, {
            runHere,
            extension,
            scratch,
            directory,
            workspaces,
          });
          const heading = `\n${suite.name} (extension host, ${host}) ${(tookMs / 1000).toFixed(0)} s\n`;
          process.stdout.write(heading + tests.map(lineOf).join(''));
          add(counts, countsOf(tests));
        }
      await browser.close();
    };
    await Promise.all(Array.from({ length: windowsAtOnce[host] }, next));
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  return counts;
}

/** All suites whose name contains the filter, and those that they continue. */
function chosenSuites(filter) {
  const { suites } = require(path.join(programs, 'suites.js'));
  const names = readdirSync(sources).flatMap((file) => /^(.*)\.suite\.ts$/.exec(file)?.[1] ?? []);
  const unlisted = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unlisted.length > 0) throw new Error(`suites.ts does not list ${unlisted}: they would never run.`);
  const chosen = new Set();
  for (const suite of suites.toReversed())
    if (suite.name.includes(filter) || chosen.has(suite.name)) chosen.add(suite.name).add(suite.continues);
  return suites.filter(({ name }) => chosen.has(name));
}

/** Chains of suites that continue each other. */
function chainsOf(suites) {
  const chains = [];
  for (const suite of suites) {
    const chain = chains.find((earlier) => earlier.some(({ name }) => name === suite.continues));
    if (chain) chain.push(suite);
    else chains.push([suite]);
  }
  return chains;
}

async function runSuite(suite, { runHere, extension, scratch, directory, workspaces }) {
  const workspaceParent = path.join(directory, 'workspace');
  const results = path.join(scratch, `${suite.name}.json`);
  const startedMs = performance.now();
  let trouble;
  try {
    if (suite.continues === undefined) {
      mkdirSync(workspaceParent, { recursive: true });
      workspaces.set(directory, await suite.makeWorkspace(workspaceParent));
    }
    const run = {
      extension,
      program: path.join(programs, `${suite.name}.js`),
      workspace: workspaces.get(directory),
      isContinued: suite.continues !== undefined,
      isTrusted: suite.isTrusted,
      hasAllExtensions: suite.hasAllExtensions === true,
      userDataDir: path.join(directory, 'user'),
      extensionsDir: path.join(directory, 'extensions'),
      env: { SEMANTIC_SEARCH_TEST_RESULTS: results },
      timeoutMs,
    };
    await runHere(run);
  } catch (error) {
    trouble = error;
  }
  const written = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined;
  return { tests: testsOf(suite.name, written, trouble), tookMs: performance.now() - startedMs };
}

/**
 * Reads the tests from `results`, which is written after each test, so that the tests before a crash of the window
 * are reported too.
 */
function testsOf(name, results, trouble) {
  const tests = [...(results?.tests ?? [])];
  if (results?.isComplete !== true || tests.length === 0) {
    tests.push({
      title: `${name} runs to its end`,
      state: 'failed',
      message: trouble?.message ?? (tests.length === 0 ? 'It ran no test.' : 'The window closed before.'),
    });
  }
  return tests;
}

function lineOf({ title, state, message }) {
  const sign = { passed: '✓', failed: '✗', skipped: '-' }[state];
  return `  ${sign} ${title}\n${message === undefined ? '' : `${indent(message)}\n`}`;
}

function countsOf(tests) {
  const failures = tests
    .filter(({ state }) => state === 'failed')
    .map(({ title, message }) => ({ title, message }));
  const count = (wanted) => tests.filter(({ state }) => state === wanted).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), failures };
}

function indent(text) {
  return text.replaceAll(/^/gm, '      ');
}

function add(total, { passed, failed, skipped, failures }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  total.failures.push(...failures);
}

module.exports = { runExtensionHostTests };
