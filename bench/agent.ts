import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Detail } from '../src/agents/tools';
import { follow, type Found, type Way } from './agent/context';
import { ours, searchAndRead, wholeChunks } from './agent/ways';
import { isShown, type Lines } from './passages/isShown';
import { withPassages } from './passages/withPassages';
import { readBenchmark, type BenchmarkRepository } from './quality/annotations';
import { Bm25Baseline } from './quality/bm25Baseline';
import { findBenchmark } from './quality/findBenchmark';
import { indexRepository, readCorpus } from './quality/judge';
import { isSameFile } from './quality/ndcg';
import { RipgrepBaseline } from './quality/ripgrepBaseline';

/**
 * `npm run bench:agent -- --repos DIR [--bench DIR] [--only NAME]... [--each N] [--detail lines|full]`
 *
 * Tokens and calls until the right file and the right lines are in the context of an agent: with our tool at three
 * budgets, with ripgrep and reading, and with BM25 and whole chunks. The questions about files are those of the
 * benchmark (see `bench:quality`); the questions about lines are first sentences of comments that were removed from a
 * copy of the repository (see `bench:passages`), `--each` of one repository, 20 by default.
 *
 * A file counts as found when it is named with our tool, which names few and the best first, and when it is read with
 * the others. Lines count when they are quoted. Tokens are counted by `o200k_base`.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      bench: { type: 'string' },
      only: { type: 'string', multiple: true },
      each: { type: 'string', default: '20' },
      detail: { type: 'string', default: 'full' },
    },
  });
  if (!values.repos) throw new Error('Give --repos DIR, one folder for each repository.');
  const { detail } = values;
  if (detail !== 'lines' && detail !== 'full') throw new Error('--detail is lines or full.');
  const bench = findBenchmark(values.bench, values.repos, path.join(__dirname, '..', '..'));
  const files: Costs = new Map();
  const lines: Costs = new Map();
  for (const repository of await readBenchmark(bench)) {
    if (values.only && !values.only.includes(repository.name)) continue;
    if (!existsSync(path.join(values.repos, repository.name))) continue;
    await askForFiles(repository, values.repos, detail, files);
    await askForLines(repository, values.repos, { detail, each: Number(values.each) }, lines);
    console.error(repository.name);
  }
  print('the right file', files, ({ file }) => file);
  print('the right lines', lines, (found) => found.lines);
}

const budgets = [500, 1500, 4000];

/** Costs of all questions, by the name of the way. */
type Costs = Map<string, Found[]>;

const dist = path.join(__dirname, '..', '..', 'dist');

async function askForFiles(
  repository: BenchmarkRepository,
  checkouts: string,
  detail: Detail,
  costs: Costs,
): Promise<void> {
  const indexed = await indexRepository(repository, checkouts, dist, undefined);
  try {
    const ways = await waysIn(indexed.folder, indexed.workspace, detail);
    for (const { query, targets } of repository.queries) {
      const isFile = (file: string): boolean =>
        targets.some((target) => isSameFile(indexed.pathInRepository(file), target.path));
      for (const [name, way] of ways) note(costs, name, await follow(way(query), isFile, () => false));
    }
  } finally {
    await indexed.dispose();
  }
}

function askForLines(
  { name: repository, root = '' }: BenchmarkRepository,
  checkouts: string,
  { detail, each }: { readonly detail: Detail; readonly each: number },
  costs: Costs,
): Promise<void> {
  return withPassages(
    path.join(checkouts, repository, root),
    each,
    async ({ folder, passages, workspace }) => {
      const ways = await waysIn(folder, workspace, detail);
      for (const passage of passages) {
        const isFile = (file: string): boolean => file === passage.path;
        const isLines = (file: string, quoted: Lines): boolean => isFile(file) && isShown(passage, quoted);
        for (const [name, way] of ways)
          note(costs, name, await follow(way(passage.question), isFile, isLines));
      }
    },
  );
}

async function waysIn(
  folder: string,
  workspace: Parameters<typeof ours>[1],
  detail: Detail,
): Promise<(readonly [string, Way])[]> {
  const ripgrep = await RipgrepBaseline.create(folder);
  return [
    ...budgets.map((budget) => [`ours, ${budget}`, ours(folder, workspace, budget, detail)] as const),
    ...(ripgrep ? [['ripgrep, then reading', searchAndRead(folder, ripgrep)] as const] : []),
    ['BM25, whole chunks', wholeChunks(folder, new Bm25Baseline(await readCorpus(folder)))] as const,
  ];
}

function note(costs: Costs, name: string, found: Found): void {
  costs.set(name, [...(costs.get(name) ?? []), found]);
}

function print(what: string, costs: Costs, of: (found: Found) => { tokens: number; calls: number }): void {
  const questions = [...costs.values()][0]?.length ?? 0;
  console.log(
    `\n${questions} questions: tokens until ${what}, and share of the questions within a number of tokens`,
  );
  const heads = ['median', 'calls', 'in all', ...budgets.map((budget) => `${budget}`)];
  console.log(`${''.padEnd(24)}${heads.map((head) => head.padStart(9)).join('')}`);
  for (const [name, all] of costs) {
    const found = all.map(of);
    const tokens = found.map((one) => one.tokens).sort((a, b) => a - b);
    const calls = found.map((one) => one.calls).sort((a, b) => a - b);
    const share = (within: number): string =>
      (tokens.filter((one) => one <= within).length / questions).toFixed(3);
    const middle = Math.floor(questions / 2);
    const cells = [tokens[middle], calls[middle], share(Number.MAX_VALUE), ...budgets.map(share)];
    console.log(`${name.padEnd(24)}${cells.map((cell) => String(cell).padStart(9)).join('')}`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
});
