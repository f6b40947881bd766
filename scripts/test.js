'use strict';
/**
 * `npm test [-- unit|host|ui [FILTER]]`: installs missing packages, builds, and runs every test, or one part of them.
 */
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { readFileSync, rmSync } = require('node:fs');
const path = require('node:path');
const { stripVTControlCharacters } = require('node:util');
const { ensureInstalled } = require('./ensureInstalled');

const root = path.join(__dirname, '..');
/** Most lines of a failure message in the summary. */
const shownLines = 12;
const usage = `npm test [-- PART [FILTER]]

All tests, or one part of them:
  unit   unit and integration tests; FILTER is a part of a file's name
  host   tests inside the extension host of a real VS Code; FILTER is a part of a suite's name
  ui     tests of the packaged extension in the window of a real VS Code; FILTER is a part of a file's name.
         "pictures" and "states" run only when they are named: they take minutes, and are there to be looked at

SEMANTIC_SEARCH_TEST_HOST=desktop or =browser says which VS Code runs the tests of the extension host.
SEMANTIC_SEARCH_TEST_VERSION=4.139.1 runs those of the window in a newer one. Three fail there by what they assume of VS Code: its
settings close when the theme is chosen, and its own words are not in Chinese.
`;

const parts = {
  unit: (filters) => vitest('unit', filters),
  host: async ([filter]) => {
    const { buildTests } = require('../esbuild.js');
    const { runExtensionHostTests } = require('./vscodeHost/runExtensionHostTests');
    await buildTests();
    // If the preparation failed, the part itself reports what is missing.
    await prepared?.catch(() => undefined);
    return runExtensionHostTests({ filter });
  },
  ui: async (filters) => {
    if (process.platform === 'win32') {
      process.stderr.write(
        'The tests of the window need VS Code for the browser, which does not run on Windows.\n',
      );
      return { passed: 0, failed: 0, skipped: 1, failures: [] };
    }
    await prepare();
    if (filters.length > 0) process.env.SEMANTIC_SEARCH_NAMED_TESTS = '1';
    return vitest('ui', filters, ['--config', 'vitest.e2e.config.mts']);
  },
};

async function main() {
  const [part, ...filters] = process.argv.slice(2);
  if (part !== undefined && !(part in parts)) {
    process.stderr.write(usage);
    process.exitCode = part === '--help' ? 0 : 2;
    return;
  }
  ensureInstalled();
  const { build } = require('../esbuild.js');
  await build();
  // In parallel with the unit tests, because the first installation of VS Code takes a minute.
  if (part === undefined) prepare().catch(() => undefined);
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const name of part === undefined ? Object.keys(parts) : [part]) {
    const { passed, failed, skipped, failures } = await run(name, filters);
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    total.failures.push(...failures.map((failure) => ({ part: name, ...failure })));
  }
  printFailures(total.failures);
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

let prepared;

/** Installs the requirements of the windows, once per run, in a separate process. */
function prepare() {
  prepared ??= (async () => {
    const child = spawn(process.execPath, [path.join(__dirname, 'prepareWindows.js')], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [status] = await once(child, 'exit');
    if (status !== 0) throw new Error('VS Code could not be made ready for them.');
  })();
  return prepared;
}

/** A part that cannot run, or that ran no tests, counts as one failure, so that it is not reported as success. */
async function run(name, filters) {
  process.stdout.write(`\n== ${name}\n`);
  const startedMs = performance.now();
  try {
    const counts = await parts[name](filters);
    process.stdout.write(
      `The part "${name}" took ${Math.round((performance.now() - startedMs) / 1000)} s.\n`,
    );
    if (counts.passed + counts.failed + counts.skipped > 0) return counts;
    return noSuccess(`No test ran in the part "${name}".`);
  } catch (error) {
    return noSuccess(`The tests of the part "${name}" could not run. ${error.message ?? error}`);
  }
}

function noSuccess(title) {
  process.stderr.write(`${title}\n`);
  return { passed: 0, failed: 1, skipped: 0, failures: [{ title, message: undefined }] };
}

/** Repeats the failures at the end, because the output of a part is followed by that of later parts. */
function printFailures(failures) {
  if (failures.length === 0) return;
  process.stdout.write('\n== failed\n');
  for (const { part, title, message } of failures) {
    const lines = stripVTControlCharacters(message ?? '').split('\n');
    process.stdout.write(
      [`${part}: ${title}`, ...lines.slice(0, shownLines)].join('\n    ').trimEnd() + '\n',
    );
  }
}

async function vitest(name, filters, options = []) {
  const results = path.join(root, 'out', `test-results-${name}.json`);
  rmSync(results, { force: true });
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
      ...options,
      ...filters,
    ],
    { stdio: 'inherit', cwd: root },
  );
  const [status] = await once(child, 'exit');
  const report = JSON.parse(readFileSync(results, 'utf8'));
  // A file that cannot be loaded makes the run fail without a failed test.
  const failed = status === 0 ? report.numFailedTests : Math.max(1, report.numFailedTests);
  const failures = report.testResults.flatMap(failuresOfFile);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests, failures };
}

function failuresOfFile({ name, status, message, assertionResults }) {
  const file = path.relative(root, name);
  const failures = assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName, failureMessages }) => ({
      title: `${file}: ${fullName}`,
      message: failureMessages.join('\n'),
    }));
  return failures.length === 0 && status === 'failed' ? [{ title: file, message }] : failures;
}

main().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
