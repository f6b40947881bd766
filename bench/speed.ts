import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openFolder, type MeasuredFolder } from './openFolder';
import { buildCorpus } from './speed/corpus';
import { ms, percentile, ratio, seconds } from './speed/figures';
import { queries } from './speed/queries';
import { saveTimesMs } from './speed/saves';
import { plainScanMs, randomVectors, readAndHashMs, ripgrepMs, stockVectraMs } from './speed/competitors';

/**
 * `npm run bench:speed -- [--repos DIR] [--lines N]`
 *
 * Measures indexing, starting, querying, saving and memory, each with a floor or a competitor in the same run, on
 * workspaces generated from the sources below DIR (default: the packages this project is built with).
 */
const root = path.join(__dirname, '..', '..');
const dist = path.join(root, 'dist');

async function main(): Promise<void> {
  if (process.env['BENCH_MEMORY']) {
    await reportMemory(JSON.parse(process.env['BENCH_MEMORY']) as MemoryProbe);
    return;
  }
  const { values } = parseArgs({
    options: { repos: { type: 'string' }, lines: { type: 'string', default: '1000000' } },
  });
  const sources = path.resolve(values.repos ?? path.join(root, 'node_modules'));
  const scratch = await mkdtemp(path.join(tmpdir(), 'semantic-search-speed-'));
  try {
    await measureFirstIndex(sources, path.join(scratch, 'first'), Number(values.lines));
    for (const chunks of [10_000, 100_000])
      await measureQueries(sources, path.join(scratch, String(chunks)), chunks);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function measureFirstIndex(sources: string, scratch: string, lines: number): Promise<void> {
  const folder = path.join(scratch, 'workspace');
  const corpus = await buildCorpus(sources, folder, lines);
  title(`First index: ${corpus.files} files, ${corpus.lines} lines, ${(corpus.bytes / 1e6).toFixed(0)} MB`);
  const floorMs = await readAndHashMs(folder);
  const ripgrep = await ripgrepMs(['--no-ignore', '-c', 'e', folder]);
  const { index } = await open(folder, scratch);
  const started = performance.now();
  const report = await index.update();
  const ms = performance.now() - started;
  row('ours', `${seconds(ms)}, ${Math.round(corpus.lines / (ms / 1000))} lines/s, ${report.chunks} chunks`);
  row('read and hash (floor)', `${seconds(floorMs)}, ours takes ${ratio(ms, floorMs)} times as long`);
  row(
    'ripgrep, one pattern',
    ripgrep === undefined ? 'not installed' : `${seconds(ripgrep)}, ${ratio(ms, ripgrep)} times`,
  );
}

async function measureQueries(sources: string, scratch: string, chunks: number): Promise<void> {
  const folder = path.join(scratch, 'workspace');
  const first = await growTo(sources, folder, scratch, chunks);
  title(`${first.summary.chunks} chunks in ${first.summary.files} files`);

  const openedAt = performance.now();
  const opened = await open(folder, scratch);
  const readyMs = performance.now() - openedAt;
  const checkedAt = performance.now();
  const report = await opened.index.update();
  const checkMs = performance.now() - checkedAt;
  if (report.embedded !== 0) throw new Error('A second start embedded something.');
  const filesMs = await ripgrepMs(['--files', '--no-ignore', folder]);
  row('second start, to ready', `${seconds(readyMs)}; all files checked after another ${seconds(checkMs)}`);
  row('ripgrep --files', filesMs === undefined ? 'not installed' : seconds(filesMs));

  await measureWarmQueries(opened, folder, first.summary.chunks);
  await measureSaves(opened, folder);
  await measureMemory({ folder, indexDirectory: scratch });
}

/** Builds a workspace with at least a number of chunks, and its index. */
async function growTo(sources: string, folder: string, scratch: string, chunks: number) {
  let lines = chunks * 20;
  for (;;) {
    await rm(folder, { recursive: true, force: true });
    await buildCorpus(sources, folder, lines);
    const { index } = await open(folder, scratch);
    const report = await index.update();
    if (report.chunks >= chunks) return { summary: index.summary() };
    lines = Math.ceil((lines * chunks * 1.05) / report.chunks);
  }
}

async function measureWarmQueries(
  { workspace, provider }: MeasuredFolder,
  folder: string,
  chunks: number,
): Promise<void> {
  for (const query of queries) await workspace.search(query, {});
  const times: number[] = [];
  for (let round = 0; round < 20; round++) {
    for (const query of queries) times.push((await workspace.search(query, {})).tookMs);
  }
  const vectors = randomVectors(chunks, provider.dimensions);
  const scan = percentile(plainScanMs(vectors, provider.dimensions, 20), 0.5);
  const vectra = percentile(await stockVectraMs(vectors, provider.dimensions, 10), 0.5);
  const ripgrep = await ripgrepMs(['--no-ignore', '-i', '-l', 'cache|invalidate', folder]);
  const p50 = percentile(times, 0.5);
  row('query, end to end', `p50 ${ms(p50)}, p95 ${ms(percentile(times, 0.95))}`);
  row('plain float32 scan', `${ms(scan)}, ${ratio(scan, p50)} times ours`);
  row('stock vectra query', `${ms(vectra)}, ${ratio(vectra, p50)} times ours`);
  row(
    'ripgrep, two words',
    ripgrep === undefined ? 'not installed' : `${ms(ripgrep)}, ${ratio(ripgrep, p50)} times ours`,
  );
}

async function measureSaves(opened: MeasuredFolder, folder: string): Promise<void> {
  const times = await saveTimesMs(opened, folder);
  row('saved to searchable', `p50 ${ms(percentile(times, 0.5))}, p95 ${ms(percentile(times, 0.95))}`);
}

interface MemoryProbe {
  readonly folder: string;
  readonly indexDirectory: string;
}

/** Memory is measured in a process that only loads, searches, and saves once. */
async function measureMemory(probe: MemoryProbe): Promise<void> {
  const child = fork(__filename, {
    env: { ...process.env, BENCH_MEMORY: JSON.stringify(probe) },
    execArgv: ['--expose-gc'],
  });
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      const { rss, bare } = message as { rss: number; bare: number };
      row(
        'memory, warm',
        `${(rss / 1e6).toFixed(0)} MB resident in all (a bare Node: ${(bare / 1e6).toFixed(0)} MB)`,
      );
    });
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error('The memory probe failed.'));
    });
  });
}

async function reportMemory({ folder, indexDirectory }: MemoryProbe): Promise<void> {
  const bare = process.memoryUsage().rss;
  const { index, workspace } = await open(folder, indexDirectory);
  await index.update();
  for (const query of queries) await workspace.search(query, {});
  global.gc?.();
  process.send!({ rss: process.memoryUsage().rss, bare });
  process.disconnect();
}

function open(folder: string, indexDirectory: string): Promise<MeasuredFolder> {
  return openFolder(folder, path.join(indexDirectory, 'index'), { dist });
}

const title = (text: string): void => {
  console.log(`\n${text}`);
};
const row = (name: string, text: string): void => {
  console.log(`  ${name.padEnd(26)} ${text}`);
};
void main();
