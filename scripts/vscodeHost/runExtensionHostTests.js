'use strict';
/** Runs the suites of `test/e2e/extensionHost/`, each in a VS Code window of its own. */
const { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { chooseHost, runInDesktop } = require('./desktop');
const { runInBrowser } = require('./runInBrowser');

const root = path.join(__dirname, '..', '..');
const programs = path.join(root, 'out', 'e2e');
const timeoutMs = 10 * 60_000;

/**
 * @typedef {object} SuiteRun
 * @property {string} extension directory of the extension under test
 * @property {string} program file that exports `run()`
 * @property {string | undefined} workspace folder or `.code-workspace` file; undefined opens an empty window
 * @property {boolean} isTrusted
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
 * Runs the suites one after the other and prints each test. They have to be bundled before, by `buildTests()` of esbuild.js.
 *
 * @param {{ filter?: string, extension?: string }} [options] `filter`: only suites whose name contains it. `extension`: the
 *   directory of the extension under test, this repository by default
 * @returns {Promise<TestCounts>}
 */
async function runExtensionHostTests({ filter = '', extension = root } = {}) {
  const { suites } = require(path.join(programs, 'suites.js'));
  const host = await chooseHost();
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  // The real path: VS Code's file watcher and git name files by it.
  const scratch = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'semantic-search-host-'));
  try {
    for (const suite of suites.filter(({ name }) => name.includes(filter))) {
      process.stdout.write(`\n${suite.name} (extension host, ${host})\n`);
      add(counts, await runSuite(suite, { host, extension, directory: path.join(scratch, suite.name) }));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  return counts;
}

async function runSuite(suite, { host, extension, directory }) {
  const workspaceParent = path.join(directory, 'workspace');
  mkdirSync(workspaceParent, { recursive: true });
  const results = path.join(directory, 'results.json');
  let trouble;
  try {
    const run = {
      extension,
      program: path.join(programs, `${suite.name}.js`),
      workspace: await suite.makeWorkspace(workspaceParent),
      isTrusted: suite.isTrusted,
      userDataDir: path.join(directory, 'user'),
      extensionsDir: path.join(directory, 'extensions'),
      env: { SEMANTIC_SEARCH_TEST_RESULTS: results },
      timeoutMs,
    };
    await (host === 'desktop' ? runInDesktop(run) : runInBrowser(run));
  } catch (error) {
    trouble = error;
  }
  return countsOf(suite.name, existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined, trouble);
}

/** `results` is written after each test, so that a window that dies still tells how far it came. */
function countsOf(name, results, trouble) {
  const tests = [...(results?.tests ?? [])];
  if (results?.isComplete !== true || tests.length === 0) {
    tests.push({
      title: `${name} runs to its end`,
      state: 'failed',
      message: trouble?.message ?? (tests.length === 0 ? 'It ran no test.' : 'The window closed before.'),
    });
  }
  for (const { title, state, message } of tests) {
    const sign = { passed: '✓', failed: '✗', skipped: '-' }[state];
    process.stdout.write(`  ${sign} ${title}\n${message === undefined ? '' : `${indent(message)}\n`}`);
  }
  const failures = tests.filter(({ state }) => state === 'failed').map(({ title, message }) => ({ title, message }));
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
