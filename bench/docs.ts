import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Answered, askRepository, ways } from './docs/askRepository';
import { readDocsRepositories } from './docs/questions';
import { depths, meansOf } from './docs/score';

/**
 * `npm run bench:docs -- --repos DIR [--only NAME]... [--half first|second] [--order files] [--misses]`
 *
 * Measures whether a question leads to the section of the documentation that answers it, among the documentation
 * (`kind:docs`) and among all files, compared with raw BM25 over sections. The questions, their repositories and
 * commits are in `bench/docs/questions`; `--repos` has a checkout of each by the name of its file. A result is right
 * if it shows three lines of a section that answers the question, or all of them if it has fewer.
 *
 * Prints the shares of questions with a right section, and with the right document, among the first 1, 3 and 10
 * results, and the mean reciprocal ranks. `--order` is `places` by default. `--misses` also prints the questions whose
 * section is not among the first 3 results of `kind:docs`. To tune something, look at the first half only.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      only: { type: 'string', multiple: true },
      half: { type: 'string' },
      order: { type: 'string', default: 'places' },
      misses: { type: 'boolean', default: false },
    },
  });
  if (!values.repos) throw new Error('Give --repos DIR, a folder of repositories.');
  const { order } = values;
  if (order !== 'files' && order !== 'places') throw new Error('--order is files or places.');
  const project = path.join(__dirname, '..', '..');
  const answered: Answered[] = [];
  for (const repository of readDocsRepositories(path.join(project, 'bench', 'docs', 'questions'))) {
    if (values.only && !values.only.includes(repository.name)) continue;
    if (values.half && values.half !== repository.half) continue;
    const checkout = path.join(values.repos, repository.name);
    answered.push(
      ...(await askRepository(repository, checkout, { dist: path.join(project, 'dist'), order })),
    );
  }
  for (const way of ways) printWay(way, answered);
  printKinds(answered);
  if (values.misses) printMisses(answered);
}

const titles: Readonly<Record<(typeof ways)[number], string>> = {
  docs: 'kind:docs',
  any: 'without a kind',
  bm25Docs: 'BM25 over the sections of the documentation',
  bm25Any: 'BM25 over sections and code',
};

function printWay(way: (typeof ways)[number], answered: readonly Answered[]): void {
  const width = 8 * (depths.length + 1);
  console.log(
    `${titles[way]}\n${''.padEnd(30)}${'right section'.padStart(width)}${'right document'.padStart(width)}`,
  );
  const heads = [...depths, 'MRR', ...depths, 'MRR'].map((head) => String(head).padStart(8));
  console.log(`${''.padEnd(20)}${'questions'.padStart(10)}${heads.join('')}`);
  for (const [name, group] of groupsOf(answered)) {
    const ranks = group.map((one) => one.ranks[way]);
    const cells = [
      ...meansOf(ranks.map(({ section }) => section)),
      ...meansOf(ranks.map(({ file }) => file)),
    ].map((value) => value.toFixed(3).padStart(8));
    console.log(`${name.padEnd(20)}${String(group.length).padStart(10)}${cells.join('')}`);
  }
  console.log();
}

function printKinds(answered: readonly Answered[]): void {
  console.log('Without a kind, the first result is documentation; with kind:code, results are documentation');
  for (const [name, group] of groupsOf(answered)) {
    const share = group.filter(({ startsWithDocs }) => startsWithDocs).length / Math.max(1, group.length);
    const wrong = group.reduce((sum, { docsAmongCode }) => sum + docsAmongCode, 0);
    console.log(`${name.padEnd(20)}${share.toFixed(3).padStart(10)}${String(wrong).padStart(8)}`);
  }
}

function printMisses(answered: readonly Answered[]): void {
  const place = ({ path: file, startLine, endLine }: Answered['found'][number]): string =>
    `${file}:${startLine}–${endLine}`;
  for (const { question, ranks, found, wanted, repository } of answered) {
    if (ranks.docs.section <= 3) continue;
    console.log(
      `\n${repository.name}: ${question}\n  section ${ranks.docs.section}, document ${ranks.docs.file}`,
    );
    console.log(`  wanted ${wanted.map(place).join(', ')}`);
    console.log(`  found ${found.slice(0, 3).map(place).join(', ')}`);
  }
}

/** All questions, then by half, repository, format, languages, and by whether they have a word of the heading. */
function groupsOf(answered: readonly Answered[]): [name: string, group: readonly Answered[]][] {
  const groups = new Map<string, Answered[]>([['all', [...answered]]]);
  for (const nameOf of [
    ({ repository }: Answered) => `${repository.half} half`,
    ({ repository }: Answered) => repository.name,
    ({ format }: Answered) => format,
    ({ languages }: Answered) => languages,
    (one: Answered) => (one.sharesHeading ? 'a heading word' : 'no heading word'),
  ]) {
    for (const one of answered) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
  }
  return [...groups];
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
