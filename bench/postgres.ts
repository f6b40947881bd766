import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openEngine } from '../src/node/openEngine';
import { startPostgres } from '../test/support/postgresServer';
import { readBenchmark, type BenchmarkRepository } from './quality/annotations';
import { findBenchmark } from './quality/findBenchmark';
import { ndcgAt10 } from './quality/ndcg';

/**
 * `npm run bench:postgres -- --repos DIR [--bench DIR] [--only NAME]... [--server ADDRESS] [--index]`
 *
 * Publishes each repository of the benchmark (see `bench:quality`), and answers its questions from PostgreSQL and from the
 * index on this disk: NDCG@10 of both, the share of the first ten results that are the same, and times. Without an address,
 * the server is PGlite, in this process. `--index` also creates the approximate index of pgvector.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      bench: { type: 'string' },
      only: { type: 'string', multiple: true },
      server: { type: 'string' },
      index: { type: 'boolean', default: false },
    },
  });
  if (!values.repos) throw new Error('Give --repos DIR, one folder for each repository.');
  const bench = findBenchmark(values.bench, values.repos, path.join(__dirname, '..', '..'));
  const server = values.server === undefined ? await startPostgres() : undefined;
  const address = values.server ?? server!.address;
  console.log(
    'repository          queries  chunks  NDCG here  there  same@10  publish s  again s  here ms  there ms (p50, p95)',
  );
  for (const repository of await readBenchmark(bench, undefined)) {
    if (values.only && !values.only.includes(repository.name)) continue;
    if (!existsSync(path.join(values.repos, repository.name))) continue;
    await measure(repository, values.repos, address, async (statement) => {
      if (values.index) await server?.run(statement);
    });
  }
  await server?.close();
}

async function measure(
  { name, root = '', queries }: BenchmarkRepository,
  checkouts: string,
  address: string,
  run: (statement: string) => Promise<void>,
): Promise<void> {
  const dist = path.join(__dirname, '..', '..', 'dist');
  const folder = path.join(checkouts, name, root);
  const indexDirectory = await mkdtemp(path.join(tmpdir(), 'semantic-search-postgres-'));
  const options = { provider: { provider: 'builtin' }, cacheDirectory: indexDirectory };
  const postgres = { address, repository: name, branch: 'main' };
  try {
    const here = await openEngine(options, { dist });
    const { index } = await here.openFolder({ folder, indexDirectory });
    await index.update();
    const publishMs = await timeOf(() =>
      here.publish({ ...postgres, folder, createTables: true }, index, {}),
    );
    const againMs = await timeOf(() => here.publish({ ...postgres, folder }, index, {}));
    const created = await timeOf(() => run('select semantic_search.create_vector_index(1)'));
    if (created > 1000) console.log(`approximate index: ${(created / 1000).toFixed(1)} s`);
    const there = await openEngine(options, { dist });
    const { chunks } = await there.published.open({ ...postgres, folder });
    const sums = { here: 0, there: 0, same: 0 };
    const times = { here: [] as number[], there: [] as number[] };
    for (const { query, targets } of queries) {
      const results = { here: [] as string[], there: [] as string[] };
      for (const [place, { folders }] of Object.entries({ here, there }) as [
        'here' | 'there',
        typeof here,
      ][]) {
        const answer = await folders.search(query, { limit: 10 });
        times[place].push(answer.tookMs);
        const located = answer.results.map((one) => ({ ...one, path: path.posix.join(root, one.path) }));
        sums[place] += ndcgAt10(located, targets);
        results[place] = located.map((one) => `${one.path}:${one.startLine}`);
      }
      const same = results.here.filter((one, i) => results.there[i] === one).length;
      sums.same += same / Math.max(1, results.here.length);
      if (same < results.here.length && process.env['VERBOSE']) console.log(query, results);
    }
    const mean = (sum: number): string => (sum / queries.length).toFixed(4);
    console.log(
      [
        ...[name.padEnd(20), String(queries.length).padStart(6), String(chunks).padStart(7)],
        ...[mean(sums.here).padStart(10), mean(sums.there), mean(sums.same)],
        ...[(publishMs / 1000).toFixed(1).padStart(10), (againMs / 1000).toFixed(1).padStart(8)],
        ...[quantile(times.here, 0.5), quantile(times.there, 0.5), quantile(times.there, 0.95)],
      ].join('  '),
    );
    await here.close();
    await there.close();
  } finally {
    await rm(indexDirectory, { recursive: true, force: true });
  }
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

function quantile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1).padStart(7);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
