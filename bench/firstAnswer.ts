import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { askServer } from './agent/askServer';
import { partsOf } from './agent/ways';
import { readBenchmark } from './quality/annotations';
import { findBenchmark } from './quality/findBenchmark';
import { isSameFile } from './quality/ndcg';

/**
 * `npm run bench:first -- --repos DIR [--bench DIR] [--language zh] [--questions N] [--dist DIR]`
 *
 * The first answer of `semantic-search mcp`, in a new process for each question: seconds from the start of the process,
 * and whether the answer names the right file, with no index and with a complete one. DIR, with all its repositories, is
 * one workspace folder. The questions are those of the benchmark (see `bench:quality`), N of them, 30 by default. An
 * answer has 1,500 tokens. `--dist` measures another build.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      bench: { type: 'string' },
      language: { type: 'string' },
      questions: { type: 'string', default: '30' },
      dist: { type: 'string', default: path.join(__dirname, '..', '..', 'dist') },
    },
  });
  if (!values.repos) throw new Error('Give --repos DIR, one folder for each repository.');
  const folder = path.resolve(values.repos);
  const questions = await readQuestions(folder, values.bench, values.language, Number(values.questions));
  const scratch = await mkdtemp(path.join(tmpdir(), 'semantic-search-first-'));
  const ask = async (question: Question, indexDirectory: string, until?: RegExp): Promise<Outcome> => {
    const server = { dist: values.dist, folder, indexDirectory };
    const { text, ms } = await askServer(server, question.query, until);
    return { ms, header: text.split('\n')[0]!, isFound: names(text, question.files) };
  };
  try {
    const complete = path.join(scratch, 'complete');
    const indexed: Outcome[] = [];
    const unindexed: Outcome[] = [];
    await ask(questions[0]!, complete, /^index: fresh/);
    for (const [i, question] of questions.entries()) {
      const fresh = path.join(scratch, String(i));
      unindexed.push(await ask(question, fresh));
      await rm(fresh, { recursive: true, force: true });
      indexed.push(await ask(question, complete));
      const [before, after] = [unindexed.at(-1)!, indexed.at(-1)!];
      console.error(
        `${mark(before)} ${seconds(before.ms)}  ${mark(after)} ${seconds(after.ms)}  ${question.query}\n    ${before.header}`,
      );
    }
    console.log(`${questions.length} questions; the first answer of a process`);
    print('no index', unindexed);
    print('complete index', indexed);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** A question, and the files that answer it, relative to the workspace folder. */
interface Question {
  readonly query: string;
  readonly files: readonly string[];
}

interface Outcome {
  readonly ms: number;
  readonly header: string;
  readonly isFound: boolean;
}

async function readQuestions(
  folder: string,
  bench: string | undefined,
  language: string | undefined,
  most: number,
): Promise<Question[]> {
  const directory = findBenchmark(bench, folder, path.join(__dirname, '..', '..'));
  const repositories = await readBenchmark(directory, language);
  const present = repositories.filter(({ name }) => existsSync(path.join(folder, name)));
  const all = present.flatMap(({ name, queries }) =>
    queries.map(({ query, targets }) => ({
      query,
      files: targets.map((target) => `${name}/${target.path}`),
    })),
  );
  // Evenly from all repositories.
  return all.filter(
    (_, i) => Math.floor((i * most) / all.length) !== Math.floor(((i - 1) * most) / all.length),
  );
}

function names(answer: string, files: readonly string[]): boolean {
  for (const part of partsOf(answer)) {
    if (part.path !== undefined && files.some((file) => isSameFile(part.path!, file))) return true;
  }
  return false;
}

function print(what: string, outcomes: readonly Outcome[]): void {
  const times = outcomes.map(({ ms }) => ms).sort((a, b) => a - b);
  const found = outcomes.filter(({ isFound }) => isFound).length / outcomes.length;
  const at = (share: number): string => seconds(times[Math.floor(share * (times.length - 1))]!);
  console.log(
    `${what.padEnd(16)} right file ${found.toFixed(3)}   p50 ${at(0.5)}   p95 ${at(0.95)}   longest ${at(1)}`,
  );
}

const mark = ({ isFound }: Outcome): string => (isFound ? '+' : '-');
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

main().catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
});
