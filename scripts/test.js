'use strict';
/** `npm test`: installs what is missing, builds, and runs every test. Arguments go to vitest. */
const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { ensureInstalled } = require('./ensureInstalled');

const root = path.join(__dirname, '..');

async function main() {
  ensureInstalled();
  const { build } = require('../esbuild.js');
  await build();
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const results = path.join(root, 'out', 'test-results.json');
  const { status } = spawnSync(
    process.execPath,
    [
      vitest,
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${results}`,
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit', cwd: root },
  );
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(results, 'utf8'));
  process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`);
  process.exitCode = status ?? 1;
}

main().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
