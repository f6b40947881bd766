import path from 'node:path';
import { parseArgs } from 'node:util';
import { signalNames, type SignalName } from '../src/engine/ranking/signals';
import { readBenchmark } from './quality/annotations';
import { findBenchmark } from './quality/findBenchmark';
import { fitWeights, type Judged } from './quality/fit';
import { indexRepository } from './quality/judge';
import { ndcgAt10 } from './quality/ndcg';

/**
 * `npm run bench:fit -- --repos DIR [--bench DIR] [--penalty X] [--ablate]`
 *
 * Fits the weights of the ranker and prints the table for `ranking/weights.ts`. First prints their results on
 * repositories that they were not fitted on (each repository ranked by weights fitted on all others); `--ablate` also
 * does so without each signal.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      bench: { type: 'string' },
      penalty: { type: 'string', default: '0.003' },
      ablate: { type: 'boolean', default: false },
    },
  });
  if (!values.repos) throw new Error('Give --repos DIR, one folder for each repository.');
  const bench = findBenchmark(values.bench, values.repos, path.join(__dirname, '..', '..'));
  const penalty = Number(values.penalty);
  const judged = await judge(values.repos, bench);
  console.log(`all repositories known    ${scoreWith(judged, () => fitTables(judged, penalty)).toFixed(4)}`);
  console.log(`each repository unknown   ${crossValidate(judged, penalty).toFixed(4)}`);
  for (const name of values.ablate ? signalNames : []) {
    const without = judged.map((query) => ({
      ...query,
      candidates: query.candidates.map((candidate) => ({
        ...candidate,
        signals: { ...candidate.signals, [name]: 0 },
      })),
    }));
    console.log(`  without ${name.padEnd(16)} ${crossValidate(without, penalty).toFixed(4)}`);
  }
  const tables = fitTables(judged, penalty);
  const rounded = (weights: Float64Array): Record<string, number> =>
    Object.fromEntries(signalNames.map((name, i) => [name, Math.round(weights[i]! * 100) / 100]));
  console.log(
    JSON.stringify({ sentence: rounded(tables.sentence), symbol: rounded(tables.symbol) }, undefined, 2),
  );
}

interface Tables {
  readonly sentence: Float64Array;
  readonly symbol: Float64Array;
}

interface ScoredQuery extends Judged<SignalName> {
  readonly repository: string;
  readonly isSymbol: boolean;
  /** NDCG@10 of an order of the candidates, best first. */
  score(order: readonly number[]): number;
}

async function judge(checkouts: string, bench: string): Promise<ScoredQuery[]> {
  const dist = path.join(__dirname, '..', '..', 'dist');
  const judged: ScoredQuery[] = [];
  for (const repository of await readBenchmark(bench)) {
    const indexed = await indexRepository(repository, checkouts, dist, undefined);
    for (const { query, targets } of repository.queries) {
      const files = await indexed.workspace.explain(query);
      const paths = files.map((file) => ({ path: indexed.pathInRepository(file.path) }));
      judged.push({
        repository: repository.name,
        isSymbol: files[0]?.isSymbolQuery ?? false,
        // Lines are ignored because files are ranked.
        candidates: files.map(({ signals }, i) => ({
          signals,
          isTarget: targets.some((target) => ndcgAt10([paths[i]!], [{ path: target.path }]) > 0),
        })),
        score: (order) =>
          ndcgAt10(
            order.map((i) => paths[i]!),
            targets.map((target) => ({ path: target.path })),
          ),
      });
    }
    await indexed.dispose();
  }
  return judged;
}

function fitTables(queries: readonly ScoredQuery[], penalty: number): Tables {
  return {
    sentence: fitWeights(
      signalNames,
      queries.filter((query) => !query.isSymbol),
      penalty,
    ),
    symbol: fitWeights(
      signalNames,
      queries.filter((query) => query.isSymbol),
      penalty,
    ),
  };
}

function crossValidate(queries: readonly ScoredQuery[], penalty: number): number {
  const tables = new Map<string, Tables>();
  return scoreWith(queries, (repository) => {
    let known = tables.get(repository);
    if (!known) {
      known = fitTables(
        queries.filter((query) => query.repository !== repository),
        penalty,
      );
      tables.set(repository, known);
    }
    return known;
  });
}

/** Mean NDCG@10 over repositories. */
function scoreWith(queries: readonly ScoredQuery[], tablesFor: (repository: string) => Tables): number {
  const scores = new Map<string, number[]>();
  const fixed = new Map<string, Tables>();
  for (const query of queries) {
    const tables = fixed.get(query.repository) ?? tablesFor(query.repository);
    fixed.set(query.repository, tables);
    const weights = query.isSymbol ? tables.symbol : tables.sentence;
    const totals = query.candidates.map(({ signals }) =>
      signalNames.reduce((sum, name, i) => sum + weights[i]! * signals[name], 0),
    );
    const order = [...totals.keys()].sort((a, b) => totals[b]! - totals[a]!).slice(0, 10);
    const list = scores.get(query.repository) ?? [];
    list.push(query.score(order));
    scores.set(query.repository, list);
  }
  const means = [...scores.values()].map((list) => list.reduce((a, b) => a + b, 0) / list.length);
  return means.reduce((a, b) => a + b, 0) / means.length;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
