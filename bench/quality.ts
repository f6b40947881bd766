import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ResultOrder } from '../src/common/contracts/engineContract';
import { readBenchmark, type BenchmarkRepository } from './quality/annotations';
import { Bm25Baseline } from './quality/bm25Baseline';
import { findBenchmark } from './quality/findBenchmark';
import { indexRepository, readCorpus, scoreQueries } from './quality/judge';
import type { RankedLocation } from './quality/ndcg';
import { RipgrepBaseline } from './quality/ripgrepBaseline';

/**
 * `npm run bench:quality -- --repos DIR [--bench DIR] [--only NAME]... [--model PATH] [--order files|places] [--language ID]`
 *
 * Prints NDCG@10 of each repository and their mean, and that of ripgrep and raw BM25 from the same run. `--repos`
 * contains one folder for each repository of the benchmark's `repos.json`, checked out at its commit; `--bench`
 * contains `repos.json` and `annotations/`. `--language zh` uses the questions of `annotations-zh/`, and also their
 * English originals. For ja, ko, ru, de, es, fr, pt-br, it, pl, cs, tr and zh-hant, 68 of the questions were translated:
 * `bench/quality/languages`.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      bench: { type: 'string' },
      only: { type: 'string', multiple: true },
      model: { type: 'string' },
      order: { type: 'string', default: 'files' },
      language: { type: 'string' },
    },
  });
  if (!values.repos) throw new Error('Give --repos DIR, one folder for each repository.');
  const { order } = values;
  if (order !== 'files' && order !== 'places') throw new Error('--order is files or places.');
  const root = path.join(__dirname, '..', '..');
  const bench = findBenchmark(values.bench, values.repos, root);
  const languages = path.join(root, 'bench', 'quality', 'languages');
  const dist = path.join(root, 'dist');
  const rows: Row[] = [];
  const heading = `${'NDCG@10'.padEnd(20)} queries  ripgrep  raw BM25    ours`;
  console.log(values.language === undefined ? heading : `${heading}  in English`);
  for (const repository of await readBenchmark(bench, values.language, languages)) {
    if (values.only && !values.only.includes(repository.name)) continue;
    if (!existsSync(path.join(values.repos, repository.name))) {
      console.error(`${repository.name}: not in ${values.repos}, left out.`);
      continue;
    }
    const row = await measure(repository, values.repos, dist, { model: values.model, order });
    rows.push(row);
    print(repository.name, row);
  }
  print(`mean of ${rows.length}`, meanOf(rows));
}

interface Row {
  readonly queries: number;
  /** Undefined if ripgrep is not installed. */
  readonly ripgrep: number | undefined;
  readonly bm25: number;
  readonly ours: number;
  /** Our score for the English originals of the questions; undefined if the questions are English. */
  readonly english: number | undefined;
}

async function measure(
  repository: BenchmarkRepository,
  checkouts: string,
  dist: string,
  { model, order }: { readonly model: string | undefined; readonly order: ResultOrder },
): Promise<Row> {
  const { queries } = repository;
  const indexed = await indexRepository(repository, checkouts, dist, model);
  try {
    const { folder, workspace } = indexed;
    const locate = <T extends { readonly path: string }>(results: readonly T[]): T[] =>
      results.map((result) => ({ ...result, path: indexed.pathInRepository(result.path) }));
    const bm25 = new Bm25Baseline(await readCorpus(folder));
    const ripgrep = await RipgrepBaseline.create(folder);
    const search = async (query: string): Promise<readonly RankedLocation[]> =>
      locate((await workspace.search(query, { limit: 10, order })).results);
    const originals = queries.flatMap(({ english, targets, category }) =>
      english === undefined ? [] : [{ query: english, english, targets, category }],
    );
    return {
      queries: queries.length,
      ours: await scoreQueries(queries, search),
      english: originals.length > 0 ? await scoreQueries(originals, search) : undefined,
      bm25: await scoreQueries(queries, (query) => locate(bm25.search(query, 10))),
      ripgrep:
        ripgrep &&
        (await scoreQueries(queries, async (query) =>
          locate((await ripgrep.search(query)).map((file) => ({ path: file }))),
        )),
    };
  } finally {
    await indexed.dispose();
  }
}

function meanOf(rows: readonly Row[]): Row {
  const mean = (pick: (row: Row) => number): number =>
    rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
  return {
    queries: rows.reduce((sum, row) => sum + row.queries, 0),
    ripgrep: rows.some((row) => row.ripgrep === undefined) ? undefined : mean((row) => row.ripgrep!),
    bm25: mean((row) => row.bm25),
    ours: mean((row) => row.ours),
    english: rows.some((row) => row.english === undefined) ? undefined : mean((row) => row.english!),
  };
}

function print(name: string, { queries, ripgrep, bm25, ours, english }: Row): void {
  const values = english === undefined ? [ripgrep, bm25, ours] : [ripgrep, bm25, ours, english];
  const cells = values.map((value) => (value === undefined ? '–' : value.toFixed(3)).padStart(7));
  console.log(`${name.padEnd(20)} ${String(queries).padStart(7)}  ${cells.join('  ')}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
