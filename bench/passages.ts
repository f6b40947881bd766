import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ResultOrder } from '../src/common/contracts/engineContract';
import type { PlaceSignals } from '../src/engine/ranking/places';
import type { ExplainedPlace } from '../src/engine/searching/explain';
import { fitPlaces, type JudgedPassage } from './passages/fitPlaces';
import { isShown, type Lines } from './passages/isShown';
import { withPassages } from './passages/withPassages';
import type { Passage } from './passages/takeOutComments';

/**
 * `npm run bench:passages -- --repos DIR [--only NAME]... [--each N] [--fit]`
 *
 * Measures whether the right lines are found, not just the right file. The comments of some definitions are removed
 * from a copy of each repository; the first sentence of each comment is the question, its definition is the answer.
 * Prints, for both orders of results, how often the definition and its file are among the first 1, 3, 10 and 30
 * results, with the mean reciprocal ranks, over all questions.
 *
 * `--each` is the most questions of one repository, 40 by default. `--fit` prints weights of `ranking/places` that
 * are fitted without `ranking/definitions`, and their results on repositories that they were not fitted on.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      only: { type: 'string', multiple: true },
      each: { type: 'string', default: '40' },
      fit: { type: 'boolean', default: false },
    },
  });
  if (!values.repos) throw new Error('Give --repos DIR, a folder of repositories.');
  const answers: Answer[] = [];
  for (const name of values.only ?? readdirSync(values.repos).sort()) {
    answers.push(...(await ask(path.join(values.repos, name), Number(values.each))));
  }
  const repositories = new Set(answers.map(({ repository }) => repository)).size;
  console.log(`${answers.length} questions about ${repositories} repositories\n`);
  console.log(
    `${''.padEnd(10)}${'the right lines, within'.padStart(30)}${'the right file, within'.padStart(40)}`,
  );
  const heads = [...depths, 'MRR', ...depths, 'MRR'].map((head) => String(head).padStart(8)).join('');
  console.log(`${'order'.padEnd(10)}${heads}`);
  for (const order of orders) print(order, answers);
  if (values.fit) fitPlaces(answers);
}

const orders: readonly ResultOrder[] = ['files', 'places'];
const depths = [1, 3, 10, 30];
const limit = 30;

/** Ranks from 1; Infinity if it is not among the results. */
interface Rank {
  readonly lines: number;
  readonly file: number;
}

interface Answer extends JudgedPassage {
  readonly ranks: Readonly<Record<ResultOrder, Rank>>;
}

function ask(source: string, most: number): Promise<Answer[]> {
  return withPassages(source, most, async ({ passages, workspace }) => {
    const answers: Answer[] = [];
    for (const passage of passages) {
      const rank = async (order: ResultOrder): Promise<Rank> =>
        rankOf(passage, (await workspace.search(passage.question, { limit, order })).results);
      const file = (await workspace.explain(passage.question)).find(({ path: one }) => one === passage.path);
      answers.push({
        repository: path.basename(source),
        candidates: (file?.places ?? []).map((place) => judge(passage, place)),
        ranks: { files: await rank('files'), places: await rank('places') },
      });
    }
    return answers;
  });
}

function judge(passage: Passage, place: ExplainedPlace): { signals: PlaceSignals; isTarget: boolean } {
  return { signals: place.signals, isTarget: isShown(passage, place) };
}

function rankOf(passage: Passage, results: readonly (Lines & { readonly path: string })[]): Rank {
  const first = (isRight: (result: Lines & { readonly path: string }) => boolean): number => {
    const at = results.findIndex(isRight);
    return at < 0 ? Infinity : at + 1;
  };
  return {
    lines: first((result) => result.path === passage.path && isShown(passage, result)),
    file: first((result) => result.path === passage.path),
  };
}

function print(order: ResultOrder, answers: readonly Answer[]): void {
  const mean = (score: (rank: Rank) => number): string =>
    (answers.reduce((sum, { ranks }) => sum + score(ranks[order]), 0) / Math.max(1, answers.length))
      .toFixed(3)
      .padStart(8);
  const cells = (['lines', 'file'] as const).flatMap((what) => [
    ...depths.map((depth) => mean((rank) => (rank[what] <= depth ? 1 : 0))),
    mean((rank) => 1 / rank[what]),
  ]);
  console.log(`${order.padEnd(10)}${cells.join('')}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
