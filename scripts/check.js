'use strict';
/** `npm run check`: every static check, in parallel. Each is also a separate command. */
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { ensureInstalled } = require('./ensureInstalled');

const root = path.join(__dirname, '..');
const checks = ['check:code', 'check:format', 'check:dead'];

async function main() {
  ensureInstalled();
  const results = await Promise.all(checks.map(run));
  process.exitCode = results.every((passed) => passed) ? 0 : 1;
}

/** Prints the output of a check when it has ended, so that outputs are not mixed. */
async function run(name) {
  const child = spawn('npm', ['run', '--silent', name], {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(data));
  const [status] = await once(child, 'close');
  process.stdout.write(`${status === 0 ? '✓' : '✗'} ${name}\n`);
  if (output.length > 0) process.stdout.write(Buffer.concat(output));
  return status === 0;
}

main().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
