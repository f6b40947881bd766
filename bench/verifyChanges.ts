/**
 * Changes a copy of a real folder at random and regularly compares its index with one built from scratch.
 *
 *     node out/bench/verifyChanges.js [--operations 10000] [--folder DIR] [--seed N]
 *
 * Files are created, edited (also with the same size and time stamp), renamed, deleted, linked, replaced by
 * directories and links; directories are moved and swapped; ignore files are edited. Only some operations are
 * reported as by a watcher. The default folder is the source of this project. Prints the seed, so that a run can be
 * repeated; exits 1 on a difference.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { verifyChanges } from './changes/verify';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      operations: { type: 'string', default: '10000' },
      folder: { type: 'string', default: 'src' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    },
  });
  const operations = Number(values.operations);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(operations) || !Number.isSafeInteger(seed)) {
    console.error('--operations and --seed take whole numbers.');
    return 2;
  }
  console.log(`Seed ${seed}`);
  const started = performance.now();
  const { rests, files, differences } = await verifyChanges({
    folder: path.resolve(values.folder),
    ...{ operations, seed },
    dist: path.join(__dirname, '..', '..', 'dist'),
    log: console.log,
  });
  console.log(
    `${operations} operations, ${rests} rests, ${differences.length} differences, seed ${seed}, ${files} files at the end, ` +
      `${((performance.now() - started) / 1000).toFixed(0)} s`,
  );
  return differences.length > 0 ? 1 : 0;
}

void main().then((code) => {
  process.exitCode = code;
});
