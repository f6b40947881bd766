'use strict';
/** `npm start -- QUERY [DIR]`: installs, builds, indexes DIR (this repository if none) and prints ranked locations. */
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { ensureInstalled } = require('./ensureInstalled');

const root = path.join(__dirname, '..');

async function main() {
  ensureInstalled();
  const { build } = require('../esbuild.js');
  await build();
  const [query, directory = root, ...rest] = process.argv.slice(2);
  const args = query === undefined ? ['--help'] : ['search', query, directory, ...rest];
  if (query === undefined)
    process.stderr.write('Ask something: npm start -- "where are files skipped" [DIR]\n\n');
  const { status } = spawnSync(process.execPath, [path.join(root, 'dist', 'cli.js'), ...args], {
    stdio: 'inherit',
    cwd: process.env.INIT_CWD ?? root,
  });
  process.exitCode = status ?? 1;
}

main().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
