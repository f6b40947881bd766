import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { renameIdentifiers } from './scale/renameIdentifiers';
import { steps, type StepInput } from './scale/steps';
import { buildCorpus } from './speed/corpus';
import { lanceDbMs, plainScanMs, randomVectors, readAndHashMs, ripgrepMs } from './speed/competitors';
import { percentile } from './speed/figures';

/**
 * `npm run bench:scale -- [--repos DIR] [--chunks 10000,100000,1000000] [--threads N] [--at DIR]
 * [--lancedb DIR]`
 *
 * How time, memory and disk grow with the number of chunks. The workspaces are the sources below DIR (default: the
 * packages this project is built with), copied with 30 of 100 identifiers renamed until there are enough. Each size has
 * floors in the same run: reading and hashing all files, a plain scan of as many vectors, ripgrep, and LanceDB if a
 * directory is given in which `@lancedb/lancedb` is installed.
 *
 * 1,000,000 chunks need 5 GB on disk and about half an hour.
 */
const root = path.join(__dirname, '..', '..');
const dist = path.join(root, 'dist');
const dimensions = 256;

/** Lines of a chunk, on average, in the first attempt. */
const linesOfChunk = 26;

async function main(): Promise<void> {
  const step = process.env['BENCH_STEP'];
  if (step !== undefined) {
    const input = JSON.parse(step) as StepInput;
    process.send!(await steps[input.step](input));
    process.disconnect();
    return;
  }
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      chunks: { type: 'string', default: '10000,100000,1000000' },
      threads: { type: 'string' },
      at: { type: 'string', default: tmpdir() },
      lancedb: { type: 'string' },
    },
  });
  const sources = path.resolve(values.repos ?? path.join(root, 'node_modules'));
  const threads = values.threads === undefined ? undefined : Number(values.threads);
  const measured: Size[] = [];
  for (const chunks of values.chunks.split(',').map(Number)) {
    const scratch = await mkdtemp(path.join(values.at, 'semantic-search-scale-'));
    try {
      const size = await measure({ sources, scratch, chunks, threads, lancedb: values.lancedb });
      print(size, measured.at(-1));
      measured.push(size);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
}

/** The figures of one size. */
type Size = Awaited<ReturnType<typeof measure>>;

async function measure({
  sources,
  scratch,
  chunks,
  threads,
  lancedb,
}: {
  readonly sources: string;
  readonly scratch: string;
  readonly chunks: number;
  readonly threads: number | undefined;
  readonly lancedb: string | undefined;
}) {
  const folder = path.join(scratch, 'workspace');
  const corpus = await buildCorpus(sources, folder, chunks * linesOfChunk, renameIdentifiers);
  const place = { folder, indexDirectory: path.join(scratch, 'index'), dist };
  const hashMs = await readAndHashMs(folder);
  const index = await run('index', { ...place, threads });
  const asked = await run('ask', place);
  const vectors = randomVectors(index.chunks, dimensions);
  return {
    corpus,
    index,
    asked,
    hashMs,
    scanMs: percentile(plainScanMs(vectors, dimensions, 5), 0.5),
    ripgrepMs: await ripgrepMs(['--no-ignore', '-i', '-l', 'cache|invalidate', folder]),
    lanceDbMs:
      lancedb === undefined
        ? undefined
        : percentile(
            await lanceDbMs(lancedb, path.join(scratch, 'lancedb'), { vectors, dimensions, rounds: 10 }),
            0.5,
          ),
    listMs: await ripgrepMs(['--files', '--no-ignore', folder]),
  };
}

async function run<Step extends StepInput['step']>(
  step: Step,
  input: Omit<StepInput, 'step'>,
): Promise<Awaited<ReturnType<(typeof steps)[Step]>>> {
  const child = fork(__filename, {
    env: { ...process.env, BENCH_STEP: JSON.stringify({ ...input, step }) },
    execArgv: ['--expose-gc'],
  });
  const answer = once(child, 'message') as Promise<[Awaited<ReturnType<(typeof steps)[Step]>>]>;
  const failure = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`The step "${step}" ended: ${String(code ?? signal)}.`);
  });
  failure.catch(() => undefined);
  const [result] = await Promise.race([answer, failure]);
  if (child.connected) await once(child, 'disconnect');
  return result;
}

function print(size: Size, smaller: Size | undefined): void {
  const { corpus, index } = size;
  console.log(
    `\n${index.chunks} chunks in ${index.files} files: ${corpus.lines} lines, ${megabytes(corpus.bytes)}`,
  );
  /** @param of a figure that grows; its exponent from the size before is printed: 1 is in proportion to the chunks */
  const row = (
    name: string,
    unit: (value: number) => string,
    of: (one: Size) => number,
    beside = '',
  ): void => {
    const growth =
      smaller && Math.log(of(size) / of(smaller)) / Math.log(index.chunks / smaller.index.chunks);
    const exponent = growth === undefined ? '' : `n^${growth.toFixed(2)}`;
    console.log(
      `  ${name.padEnd(34)} ${unit(of(size)).padStart(10)} ${exponent.padStart(8)}  ${beside}`.trimEnd(),
    );
  };
  const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
  const seconds = (value: number): string => `${(value / 1000).toFixed(1)} s`;
  const rg = (value: number | undefined): string =>
    value === undefined ? 'ripgrep is not installed' : milliseconds(value);
  row('first index', seconds, (one) => one.index.ms, `read and hash ${seconds(size.hashMs)}`);
  row('memory, most while indexing', megabytes, (one) => one.index.peakBytes);
  row('index on disk', megabytes, (one) => one.index.indexBytes, share(index.indexBytes, corpus.bytes));
  row('second start, to ready', milliseconds, (one) => one.asked.readyMs, `rg --files ${rg(size.listMs)}`);
  row('first search prepared', milliseconds, (one) => one.asked.warmUpMs);
  row('first query after that', milliseconds, (one) => one.asked.firstQueryMs);
  row(
    'query, p50',
    milliseconds,
    (one) => one.asked.p50,
    `plain scan ${milliseconds(size.scanMs)}${size.lanceDbMs === undefined ? '' : `, LanceDB ${milliseconds(size.lanceDbMs)}`}, rg -i -l two words ${rg(size.ripgrepMs)}`,
  );
  row('query, p95', milliseconds, (one) => one.asked.p95);
  row('query in one folder, p50', milliseconds, (one) => one.asked.filteredP50);
  row('all files checked', seconds, (one) => one.asked.checkMs);
  row('saved to searchable, p95', milliseconds, (one) => one.asked.savedP95);
  row('memory, after queries', megabytes, (one) => one.asked.warmBytes);
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const share = (part: number, whole: number): string =>
  `${((100 * part) / whole).toFixed(0)} % of its sources`;

void main();
