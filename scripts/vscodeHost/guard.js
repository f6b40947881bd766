'use strict';
/**
 * `node guard.js PROGRAM ARGUMENT...`, started with an IPC channel as the leader of a process group: runs the program
 * until the channel closes, and then ends the whole group. The channel closes however the process at its other end
 * ends, so that even a killed test run leaves no VS Code running.
 */
const { spawn, spawnSync } = require('node:child_process');

const gracePeriodMs = 3000;
const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

function endGroup() {
  // Windows has process trees instead of process groups.
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(process.pid), '/t', '/f']);
  else process.kill(-process.pid, 'SIGKILL');
}

function stop() {
  child.kill('SIGTERM');
  setTimeout(endGroup, gracePeriodMs);
}

child.on('error', endGroup);
child.on('exit', endGroup);
process.on('disconnect', stop);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop);
