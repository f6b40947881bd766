/**
 * Verifies that the same files give the same index, byte for byte, on an idle and on an overloaded machine, and with
 * any number of threads.
 *
 *     npm run verify:determinism -- [--folder DIR] [--threads N]... [--runs N] [--cli FILE]
 *
 * Indexes a copy of the folder (default: this repository) with one thread alone, and then beside four busy-looping
 * processes with each given number of threads (default 1, 2 and 3), N times each (default 1), each time in a new index
 * directory. Compares all files of the index directories; of the manifest everything except its creation time. Prints
 * the differences; exits 1 if there are any.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const busyLoops = 4;

/** Longer than the time for which the index treats a change as recent. */
const settledMs = 5000;

/** Not copied: not part of the folder itself, or too large. */
const leftOut = new Set(['node_modules', '.git', 'dist', 'out']);

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '.' },
    threads: { type: 'string', multiple: true, default: ['1', '2', '3'] },
    runs: { type: 'string', default: '1' },
    cli: { type: 'string', default: path.join('dist', 'cli.js') },
  },
});

function main(): number {
  const directory = mkdtempSync(path.join(tmpdir(), 'verify-determinism-'));
  const workspace = path.join(directory, 'workspace');
  const loops: ChildProcess[] = [];
  try {
    const files = filesBelow(path.resolve(values.folder), '', leftOut);
    copyFiles(workspace, files);
    const alone = index(directory, workspace, '1');
    console.log(`${files.length} files; alone in ${alone.seconds} s`);
    for (let i = 0; i < busyLoops; i++)
      loops.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
    let differences = 0;
    for (const threads of values.threads.flatMap((count) =>
      new Array<string>(Number(values.runs)).fill(count),
    )) {
      const busy = index(directory, workspace, threads);
      const found = compare(alone.index, busy.index);
      for (const difference of found) console.log(`  ${difference}`);
      console.log(
        `${threads} threads beside ${busyLoops} busy loops in ${busy.seconds} s: ${found.length} differences in ${alone.index.size} files`,
      );
      differences += found.length;
    }
    return differences === 0 && alone.index.size > 0 ? 0 : 1;
  } finally {
    for (const loop of loops) loop.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Copies the files, so that they cannot change between two runs. */
function copyFiles(workspace: string, files: readonly string[]): void {
  for (const file of files) {
    const target = path.join(workspace, file);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(path.join(values.folder, file), target);
  }
  // A file that was changed just before it was read is recorded as such, and read again by the next run.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, settledMs);
}

function index(
  directory: string,
  workspace: string,
  threads: string,
): { index: Map<string, Buffer>; seconds: number } {
  const indexDirectory = mkdtempSync(path.join(directory, 'index-'));
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.resolve(values.cli), 'index', workspace, '--index-dir', indexDirectory, '--threads', threads],
    { encoding: 'utf8', maxBuffer: 1e9 },
  );
  if (status !== 0) throw new Error(`Indexing failed: ${stderr.slice(-2000)}`);
  const index = new Map(
    filesBelow(indexDirectory, '', new Set()).map((file) => [
      file,
      contentOf(path.join(indexDirectory, file)),
    ]),
  );
  return { index, seconds: Math.round((performance.now() - started) / 1000) };
}

function contentOf(file: string): Buffer {
  const bytes = readFileSync(file);
  if (path.basename(file) !== 'manifest.json') return bytes;
  return Buffer.from(bytes.toString().replace(/"createdAt": *[^,\n}]*/, ''));
}

function compare(one: ReadonlyMap<string, Buffer>, other: ReadonlyMap<string, Buffer>): string[] {
  const differences: string[] = [];
  for (const name of new Set([...one.keys(), ...other.keys()])) {
    const [a, b] = [one.get(name), other.get(name)];
    if (!a || !b) differences.push(`only in one of them: ${name}`);
    else if (!a.equals(b)) differences.push(`differs: ${name}, ${a.length} and ${b.length} bytes`);
  }
  return differences;
}

function filesBelow(root: string, directory: string, without: ReadonlySet<string>): string[] {
  return readdirSync(path.join(root, directory), { withFileTypes: true })
    .filter((entry) => !without.has(entry.name))
    .flatMap((entry) => {
      const name = path.join(directory, entry.name);
      if (entry.isDirectory()) return filesBelow(root, name, without);
      return entry.isFile() && statSync(path.join(root, name)).size <= 1024 * 1024 ? [name] : [];
    });
}

process.exitCode = main();
