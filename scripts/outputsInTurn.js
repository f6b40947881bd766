'use strict';
/** Output of tasks that run at the same time, printed one task after another. */

/**
 * @typedef {object} Output
 * @property {(data: string | Buffer) => void} write
 * @property {() => void} end nothing more is written
 * @property {'inherit' | ['ignore', 'pipe', 'pipe']} stdio for a child process, whose pipes have to be passed to `write`
 * @property {Record<string, string>} env for this child process: colours as if it wrote to the terminal
 */

/**
 * The first task prints at once. The others are kept until those before them have ended. A single task owns the terminal.
 *
 * @param {readonly string[]} names in the order of the output
 * @param {{ write(data: string | Buffer): unknown, isTTY?: boolean }} [to] standard output by default
 * @returns {Record<string, Output>}
 */
function outputsInTurn(names, to = process.stdout) {
  const tasks = names.map(() => ({ kept: [], hasEnded: false }));
  let current = 0;
  const printKept = () => {
    for (; current < tasks.length; current++) {
      for (const data of tasks[current].kept.splice(0)) to.write(data);
      if (!tasks[current].hasEnded) return;
    }
  };
  const outputOf = (task) => ({
    write: (data) => {
      task.kept.push(data);
      printKept();
    },
    end: () => {
      task.hasEnded = true;
      printKept();
    },
    stdio: names.length === 1 ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: names.length > 1 && to.isTTY ? { FORCE_COLOR: '1' } : {},
  });
  return Object.fromEntries(names.map((name, i) => [name, outputOf(tasks[i])]));
}

module.exports = { outputsInTurn };
