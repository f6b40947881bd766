'use strict';
/** `npm test`: installs what is missing, builds, and runs every test. Arguments go to vitest. */
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { ensureInstalled } = require('./ensureInstalled');

const root = path.join(__dirname, '..');

async function main() {
  ensureInstalled();
  const { build } = require('../esbuild.js');
  await build();
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
    stdio: 'inherit',
    cwd: root,
  });
  process.exitCode = status ?? 1;
}

main().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
