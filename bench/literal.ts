import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ResultOrder } from '../src/common/contracts/engineContract';
import type { SearchResult } from '../src/common/contracts/searchResult';
import { decodeFile } from '../src/engine/corpus/decodeFile';
import type { FolderIndex } from '../src/engine/folderIndex';
import { placeQuestions } from './literal/placeQuestions';
import type { LiteralQuestion, SourceFile } from './literal/question';
import { textQuestions } from './literal/textQuestions';
import { openFolder } from './openFolder';
import { RipgrepBaseline } from './quality/ripgrepBaseline';

/**
 * `npm run bench:literal -- --repos DIR [--only NAME]... [--each N] [--missed] [--rg COMMAND]`
 *
 * Measures queries that users paste: paths, stack frames and addresses of files, and texts that occur in one file
 * only (lines of code, messages, comments, flags). Prints for each kind how often its file is the first result and
 * the right line within it, in both orders of results, and how many files `ripgrep -F` shows for a text, of which one
 * is right.
 *
 * `--each` is the most questions of each kind for each repository, 20 by default. `--missed` prints those that were
 * not first. `--rg` is the command of ripgrep, by default `rg`.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      only: { type: 'string', multiple: true },
      each: { type: 'string', default: '20' },
      missed: { type: 'boolean', default: false },
      rg: { type: 'string', default: 'rg' },
    },
  });
  if (!values.repos) throw new Error('Give --repos DIR, a folder of repositories.');
  const answers: Answer[] = [];
  const names = values.only ?? readdirSync(values.repos).sort();
  for (const name of names)
    answers.push(...(await ask(path.join(values.repos, name), Number(values.each), values.rg)));
  console.log(`${answers.length} questions about ${names.length} repositories\n`);
  print(answers);
  if (values.missed) printMissed(answers);
}

const orders: readonly ResultOrder[] = ['files', 'places'];
const limit = 10;

interface Answer {
  readonly repository: string;
  readonly question: LiteralQuestion;
  readonly ranks: Readonly<Record<ResultOrder, Rank>>;
  /** Number of files that `ripgrep -F` shows; undefined if it is not run. */
  readonly ripgrepFiles: number | undefined;
  readonly milliseconds: number;
}

interface Rank {
  /** Rank of the file among the results, from 1; Infinity if it is missing. */
  readonly file: number;
  /** The first result opens at the right line, or contains it. */
  readonly isRightLine: boolean;
}

async function ask(folder: string, each: number, rg: string): Promise<Answer[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'semantic-search-literal-'));
  try {
    const dist = path.join(__dirname, '..', '..', 'dist');
    const { index, workspace } = await openFolder(folder, path.join(directory, 'index'), { dist });
    await index.update();
    const files = await sourceFiles(index);
    const ripgrep = await RipgrepBaseline.create(folder, rg);
    const answers: Answer[] = [];
    for (const question of [...placeQuestions(files, each), ...textQuestions(files, each)]) {
      const started = performance.now();
      const find = async (order: ResultOrder): Promise<Rank> =>
        rankOf(question, (await workspace.search(question.text, { limit, order })).results);
      const ranks = { files: await find('files'), places: await find('places') };
      const milliseconds = (performance.now() - started) / orders.length;
      const { pattern } = question;
      const ripgrepFiles = pattern === undefined ? undefined : await ripgrep?.filesWith(pattern);
      answers.push({ repository: path.basename(folder), question, ranks, ripgrepFiles, milliseconds });
    }
    return answers;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The files of an index with their lines, by path. */
async function sourceFiles(index: FolderIndex): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const shard of index.root.store.shards) {
    for (const { path: file, kind, chunkCount } of shard?.files ?? []) {
      if (chunkCount === 0) continue;
      const decoded = decodeFile(await readFile(path.join(index.root.folder, file)));
      if ('text' in decoded) files.push({ path: file, kind, lines: decoded.text.split(/\r\n|\r|\n/) });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function rankOf({ path: file, line }: LiteralQuestion, results: readonly SearchResult[]): Rank {
  const at = results.findIndex((result) => result.path === file);
  const first = results[0];
  const isRightLine =
    first?.path === file &&
    (line === undefined || first.line === line || (first.startLine <= line && line <= first.endLine));
  return { file: at < 0 ? Infinity : at + 1, isRightLine };
}

function print(answers: readonly Answer[]): void {
  const heads = ['questions', 'first', 'line', 'in 10', 'first', 'line', 'in 10', 'rg: one', 'ms'];
  console.log(`${''.padEnd(18)}${''.padStart(9)}${'by file'.padStart(27)}${'by place'.padStart(27)}`);
  console.log('kind'.padEnd(18) + heads.map((head) => head.padStart(9)).join(''));
  const kinds = new Map<string, Answer[]>();
  for (const answer of answers) {
    const same = kinds.get(answer.question.kind);
    if (same) same.push(answer);
    else kinds.set(answer.question.kind, [answer]);
  }
  kinds.set('all', [...answers]);
  for (const [kind, some] of kinds) {
    const share = (test: (answer: Answer) => boolean): string =>
      `${((100 * some.filter(test).length) / some.length).toFixed(1)} %`.padStart(9);
    const told = some.filter(({ ripgrepFiles }) => ripgrepFiles !== undefined).length;
    const cells = orders.flatMap((order) => [
      share(({ ranks }) => ranks[order].file === 1),
      share(({ ranks }) => ranks[order].isRightLine),
      share(({ ranks }) => ranks[order].file <= limit),
    ]);
    const one = told === 0 ? '–'.padStart(9) : share(({ ripgrepFiles }) => ripgrepFiles === 1);
    const milliseconds = some.reduce((sum, one) => sum + one.milliseconds, 0) / some.length;
    const row = [kind.padEnd(18), String(some.length).padStart(9), ...cells, one];
    console.log(row.join('') + milliseconds.toFixed(1).padStart(9));
  }
}

function printMissed(answers: readonly Answer[]): void {
  console.log('\nNot first:');
  for (const { repository, question, ranks } of answers) {
    if (ranks.files.file === 1 && ranks.places.file === 1) continue;
    const { kind, text, path: file, line } = question;
    console.log(
      `${repository} ${kind}: ${JSON.stringify(text)} ${file}:${line ?? ''} ${ranks.files.file}/${ranks.places.file}`,
    );
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
