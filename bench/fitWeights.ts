import path from 'node:path';
import { parseArgs } from 'node:util';
import { signalNames, type SignalName, type SignalValues } from '../src/engine/ranking/signals';
import { defaultWeights } from '../src/engine/ranking/weights';
import { withPassages } from './passages/withPassages';
import { readBenchmark } from './quality/annotations';
import { findBenchmark } from './quality/findBenchmark';
import { fitWeights, type Judged } from './quality/fit';
import { indexRepository } from './quality/judge';
import { ndcgAt10 } from './quality/ndcg';

/**
 * `npm run bench:fit -- --repos DIR [--bench DIR] [--passages N] [--penalty X] [--ablate]`
 *
 * Fits the weights of the ranker and prints the table for `ranking/weights.ts`. First prints their results on
 * repositories that they were not fitted on (each repository ranked by weights fitted on all others); `--ablate` also
 * does so without each signal. With `--passages`, weights are also fitted on the questions of `bench:passages` about at
 * most N definitions of each repository, each with a tenth of the weight; they do not count in the results.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      bench: { type: 'string' },
      passages: { type: 'string', default: '0' },
      penalty: { type: 'string', default: '0.003' },
      ablate: { type: 'boolean', default: false },
    },
  });
  if (!values.repos) throw new Error('Give --repos DIR, one folder for each repository.');
  const bench = findBenchmark(values.bench, values.repos, path.join(__dirname, '..', '..'));
  const penalty = Number(values.penalty);
  const judged = await judge(values.repos, bench, Number(values.passages));
  console.log(`all repositories known    ${scoreWith(judged, () => fitTables(judged, penalty)).toFixed(4)}`);
  console.log(`each repository unknown   ${crossValidate(judged, penalty).toFixed(4)}`);
  for (const name of values.ablate ? fittedNames : []) {
    const without = judged.map((query) => ({
      ...query,
      candidates: query.candidates.map((candidate) => ({
        ...candidate,
        signals: { ...candidate.signals, [name]: 0 },
      })),
    }));
    console.log(`  without ${name.padEnd(20)} ${crossValidate(without, penalty).toFixed(4)}`);
  }
  const tables = fitTables(judged, penalty);
  const rounded = (names: readonly string[], weights: Float64Array): Record<string, number> =>
    Object.fromEntries(names.map((name, i) => [name, Math.round(weights[i]! * 100) / 100]));
  const printed = {
    sentence: rounded(fittedNames, tables.sentence),
    symbol: rounded(signalNames, tables.symbol),
  };
  console.log(JSON.stringify(printed, undefined, 2));
}

const lengthSignals = Object.keys(defaultWeights.longer) as readonly SignalName[];

/** A signal, or one multiplied by the length of the query. */
type FittedName = SignalName | `longer ${SignalName}`;

const fittedNames: readonly FittedName[] = [
  ...signalNames,
  ...lengthSignals.map((name) => `longer ${name}` as const),
];

function withLength(signals: Readonly<SignalValues>, length: number): Record<FittedName, number> {
  const values: Partial<Record<FittedName, number>> = { ...signals };
  for (const name of lengthSignals) values[`longer ${name}`] = length * signals[name];
  return values as Record<FittedName, number>;
}

interface Tables {
  readonly sentence: Float64Array;
  readonly symbol: Float64Array;
}

interface ScoredQuery extends Judged<FittedName> {
  readonly repository: string;
  readonly isSymbol: boolean;
  /** NDCG@10 of an order of the candidates, best first. Undefined: it does not count in the results. */
  readonly score?: (order: readonly number[]) => number;
}

async function judge(checkouts: string, bench: string, passages: number): Promise<ScoredQuery[]> {
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
        candidates: files.map(({ signals, queryLength }, i) => ({
          signals: withLength(signals, queryLength),
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
    if (passages > 0) judged.push(...(await judgePassages(path.join(checkouts, repository.name), passages)));
  }
  return judged;
}

/** The questions of `bench:passages` about a repository. */
function judgePassages(checkout: string, most: number): Promise<ScoredQuery[]> {
  return withPassages(checkout, most, async ({ passages, workspace }) => {
    const judged: ScoredQuery[] = [];
    for (const { question, path: target } of passages) {
      const files = await workspace.explain(question);
      judged.push({
        repository: path.basename(checkout),
        isSymbol: files[0]?.isSymbolQuery ?? false,
        weight: 0.1,
        candidates: files.map(({ path: file, signals, queryLength }) => ({
          signals: withLength(signals, queryLength),
          isTarget: file === target,
        })),
      });
    }
    return judged;
  });
}

function fitTables(queries: readonly ScoredQuery[], penalty: number): Tables {
  return {
    sentence: fitWeights(
      fittedNames,
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
    if (!query.score) continue;
    const tables = fixed.get(query.repository) ?? tablesFor(query.repository);
    fixed.set(query.repository, tables);
    const weights = query.isSymbol ? tables.symbol : tables.sentence;
    const totals = query.candidates.map(({ signals }) =>
      fittedNames.reduce((sum, name, i) => sum + (weights[i] ?? 0) * signals[name], 0),
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
