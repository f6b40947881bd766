import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { printFit, type JudgedQuestion } from './answers/fitLikelihood';
import {
  isUnanswered,
  readQuestions,
  type AskedRepository,
  type UnansweredQuestion,
} from './answers/questions';
import { openFolder } from './openFolder';
import { isSameFile } from './quality/ndcg';

/**
 * `npm run bench:answers -- --repos DIR [--bench DIR] [--only NAME]... [--fit]`
 *
 * Measures whether relevant answers are distinguished from irrelevant ones. Asks each repository questions that it
 * answers and questions that it does not. Prints the share of unanswerable questions whose 30 results are all marked
 * less likely, and the share of answerable ones whose right result is not. `--repos` contains the repositories of
 * `answers/questions.json` (one folder each, at its commit), and those of the public benchmark if `--bench` names its
 * directory; missing ones are skipped.
 *
 * `--fit` prints the fitted rule of `ranking/likelihood`, and the results of rules on repositories that they were not
 * fitted on.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      bench: { type: 'string' },
      only: { type: 'string', multiple: true },
      fit: { type: 'boolean', default: false },
    },
  });
  if (!values.repos) throw new Error('Give --repos DIR, a folder of repositories.');
  const file = path.join(__dirname, '..', '..', 'bench', 'answers', 'questions.json');
  const { repositories, unanswered } = await readQuestions(file, values.bench);
  const judged: Judgement[] = [];
  console.log(heading);
  for (const repository of repositories) {
    const folder = path.join(values.repos, repository.name, repository.root ?? '');
    if (!existsSync(folder) || (values.only && !values.only.includes(repository.name))) continue;
    const judgements = await judge(
      repository,
      folder,
      unanswered.filter((one) => isUnanswered(one, repository.name)),
    );
    judged.push(...judgements);
    print(repository.name, judgements);
  }
  print('all', judged);
  console.log('\nWithout an answer, by style:');
  for (const style of new Set(judged.flatMap((one) => one.style ?? [])))
    console.log(`  ${style.padEnd(28)} ${share(judged.filter((one) => one.style === style))}`);
  if (values.fit) printFit(judged);
}

const heading = `${''.padEnd(12)}${'without an answer'.padStart(24)}${'with an answer'.padStart(36)}\n${''.padEnd(12)}${'questions'.padStart(12)}${'all less likely'.padStart(18)}${'questions'.padStart(12)}${'right one likely'.padStart(18)}${'not found'.padStart(12)}`;
const limit = 30;

interface Judgement extends JudgedQuestion {
  readonly style?: string;
  /** All results are less likely, or, if there is an answer, the right one is not. */
  readonly isRight: boolean;
}

async function judge(
  { name, answered }: AskedRepository,
  folder: string,
  unanswered: readonly UnansweredQuestion[],
): Promise<Judgement[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'semantic-search-answers-'));
  try {
    const dist = path.join(__dirname, '..', '..', 'dist');
    const { index, workspace } = await openFolder(folder, directory, { dist });
    await index.update();
    const options = { limit, order: 'places' } as const;
    const judgements: Judgement[] = [];
    for (const { query, paths } of answered) {
      const isAnswer = (found: { readonly path: string }): boolean =>
        paths.some((target) => isSameFile(found.path, target));
      const { results } = await workspace.search(query, options);
      const hits = await workspace.explainHits(query, options);
      const right = results.find(isAnswer);
      judgements.push({
        repository: name,
        hits: hits.map(({ signals }) => signals),
        answer: right ? hits.findIndex(isAnswer) : -1,
        isRight: right !== undefined && !right.isLessLikely,
      });
    }
    for (const { query, style } of unanswered) {
      const { results } = await workspace.search(query, options);
      const hits = await workspace.explainHits(query, options);
      judgements.push({
        ...{ repository: name, style, answer: undefined },
        hits: hits.map(({ signals }) => signals),
        isRight: results.every(({ isLessLikely }) => isLessLikely),
      });
    }
    return judgements;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function share(judgements: readonly Judgement[]): string {
  if (judgements.length === 0) return '–';
  return (judgements.filter(({ isRight }) => isRight).length / judgements.length).toFixed(3);
}

function print(name: string, judgements: readonly Judgement[]): void {
  const without = judgements.filter(({ answer }) => answer === undefined);
  const found = judgements.filter(({ answer }) => answer !== undefined && answer >= 0);
  const missing = judgements.length - without.length - found.length;
  const cells = [
    [String(without.length), 12],
    [share(without), 18],
    [String(found.length), 12],
    [share(found), 18],
    [String(missing), 12],
  ] as const;
  console.log(`${name.padEnd(12)}${cells.map(([text, width]) => text.padStart(width)).join('')}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
