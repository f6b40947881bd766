'use strict';

/** Assumed time per key press. Not measured; printed with the figures. */
const msPerKey = 200;

/** Prints each task, then the medians and their ratio. */
function report(done) {
  const line = (...cells) =>
    process.stdout.write(
      `${cells.map((cell, i) => (i === 0 ? cell.padEnd(64) : cell.padStart(9))).join(' ')}\n`,
    );
  line('', 'ours', '', '', 'text', '', '');
  line('task', 'keys', 'waited', 'in all', 'keys', 'waited', 'in all');
  for (const { task, ours, text } of done) line(task, ...cellsOf(ours), ...cellsOf(text));
  process.stdout.write('\n');
  const both = done.filter(({ ours, text }) => ours.found && text.found);
  summary(
    'Semantic Search',
    done.map(({ ours }) => ours),
  );
  summary(
    'Text search',
    done.map(({ text }) => text),
  );
  if (both.length > 0) {
    const seconds = (name) => median(both.map((task) => inAllMs(task[name]))) / 1000;
    const keys = (name) => median(both.map((task) => task[name].keys));
    process.stdout.write(
      `The ${both.length} tasks that both did: ${keys('ours')} and ${keys('text')} keys, ` +
        `${seconds('ours').toFixed(1)} and ${seconds('text').toFixed(1)} s in all ` +
        `(ratio ${(seconds('text') / seconds('ours')).toFixed(2)}). Failed tasks are in none of these figures.\n`,
    );
  }
  process.stdout.write(
    `In all = measured waiting + ${msPerKey} ms a key, which is assumed; time to read and to think of words is in neither.\n`,
  );
}

function cellsOf({ found, keys, waitedMs, ...rest }) {
  if (!found) return [`${keys}`, seconds(waitedMs), 'failed'];
  return [`${keys}`, seconds(waitedMs), seconds(inAllMs({ keys, waitedMs, ...rest }))];
}

function summary(name, all) {
  const found = all.filter((one) => one.found);
  const firsts = found.filter(({ position, tried }) => position === 1 || tried === 1).length;
  process.stdout.write(
    `${name}: ${found.length} of ${all.length} tasks done, ${firsts} by the first ${'position' in all[0] ? 'result' : 'word'}; ` +
      `medians of those done: ${median(found.map(({ keys }) => keys))} keys, ` +
      `${seconds(median(found.map(({ waitedMs }) => waitedMs)))} waited, ${seconds(median(found.map(inAllMs)))} in all; ` +
      `spent on the others: ${median(all.filter((one) => !one.found).map(({ keys }) => keys))} keys; ` +
      `all that was spent, shared among those done: ${perDone(all, ({ keys }) => keys).toFixed(0)} keys, ` +
      `${seconds(perDone(all, inAllMs))} each\n`,
  );
}

/** The cost of all tasks, including failed ones, per completed task. */
function perDone(all, costOf) {
  return all.reduce((sum, one) => sum + costOf(one), 0) / all.filter(({ found }) => found).length;
}

function inAllMs({ keys, waitedMs }) {
  return waitedMs + keys * msPerKey;
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

module.exports = { report };
