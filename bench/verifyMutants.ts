/**
 * Measures how many small faults the unit tests detect.
 *
 *     npm run verify:mutants -- [--folder DIR]... [--changed REVISION] [--count N] [--seed N] [--verbose]
 *
 * Takes `--count` mutants (default 30) at random from the TypeScript files of each folder (default: the folders that the ranking, the
 * index and consent depend on), or from all files that differ from a revision. Applies each in a copy of this repository, and runs
 * the unit tests that import the file, the nearest first. Tests of slow areas run only for files of the same area. A mutant is
 * killed when a test fails, loops or crashes. Prints the score of each folder and the mutants that survived; some survive because
 * they change nothing that can be observed. `--verbose` prints the result of each mutant.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { mutantsOf, type Mutant } from './mutants/mutantsOf';
import { importGraphOf, nearestTests } from './mutants/nearestTests';
import { TestRunner } from './mutants/testRunner';
import { serveTests } from './mutants/testServer';
import { random as randomOf, type Random } from '../test/unit/store/random';

const defaultFolders = [
  'src/engine/ranking',
  'src/engine/retrieval',
  'src/engine/indexing',
  'src/engine/freshness',
  'src/vscode/generations',
  'src/vscode/indexing',
];

/** Areas whose unit tests take minutes together: they run only for files of the same area. */
const slowAreas = ['store', 'corpus', 'embedding', 'chunking', 'highlighting', 'git', 'inventory'];

const { values } = parseArgs({
  options: {
    folder: { type: 'string', multiple: true },
    changed: { type: 'string' },
    count: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
    /** For {@link TestRunner}. */
    serve: { type: 'boolean', default: false },
  },
});

interface PlacedMutant extends Mutant {
  readonly file: string;
}

interface Sample {
  readonly name: string;
  /** Number of mutants that it was taken from. */
  readonly total: number;
  readonly mutants: readonly PlacedMutant[];
}

async function main(): Promise<void> {
  const copy = mkdtempSync(path.join(tmpdir(), 'verify-mutants-'));
  const runner = new TestRunner(__filename, copy);
  try {
    copyRepository(copy);
    const random = randomOf(Number(values.seed));
    const samples = groups().map(([name, files]): Sample => {
      const all = files.flatMap((file) =>
        mutantsOf(readFileSync(file, 'utf8')).map((mutant) => ({ file, ...mutant })),
      );
      return { name, total: all.length, mutants: sample(all, Number(values.count), random) };
    });
    const graph = importGraphOf('.', ['src', 'test', 'bench', 'training']);
    const testsOf = (file: string): string[] =>
      nearestTests(graph, file).filter((test) => runsFor(test, file));
    const mutated = samples.flatMap(({ mutants }) => mutants.map(({ file }) => file));
    await runner.measure([...new Set(mutated.flatMap(testsOf))]);
    for (const one of samples)
      await report(one, copy, (changed) => runner.run({ changed, tests: testsOf(changed) }));
  } finally {
    runner.stop();
    rmSync(copy, { recursive: true, force: true });
  }
}

function runsFor(test: string, file: string): boolean {
  if (!test.startsWith('test/unit/')) return false;
  const area = slowAreas.find((name) => test.startsWith(`test/unit/${name}/`));
  return area === undefined || file.includes(`/${area}/`);
}

/** The files to take mutants from, by the name under which their score is printed. */
function groups(): [string, readonly string[]][] {
  if (values.changed !== undefined) {
    const { stdout } = spawnSync(
      'git',
      ['diff', '--name-only', '--diff-filter=d', values.changed, '--', 'src'],
      {
        encoding: 'utf8',
      },
    );
    return [[`changed since ${values.changed}`, stdout.split('\n').filter(isSource)]];
  }
  return (values.folder ?? defaultFolders).map((folder) => [
    folder,
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(isSource)
      .map((file) => path.join(folder, file))
      .sort(),
  ]);
}

function isSource(file: string): boolean {
  return file.endsWith('.ts') && !file.endsWith('.d.ts');
}

function copyRepository(copy: string): void {
  for (const name of [
    'src',
    'test',
    'scripts',
    'l10n',
    'media',
    'bench',
    'training',
    'dist',
    'package.json',
  ]) {
    cpSync(name, path.join(copy, name), { recursive: true });
  }
  for (const name of readdirSync('.').filter((file) =>
    /^(?:tsconfig|vitest|package\.nls|esbuild|api\.d)/.test(file),
  )) {
    cpSync(name, path.join(copy, name));
  }
  symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'));
}

function sample(all: readonly PlacedMutant[], count: number, random: Random): PlacedMutant[] {
  const rest = [...all];
  const chosen: PlacedMutant[] = [];
  while (rest.length > 0 && chosen.length < count) {
    chosen.push(...rest.splice(Math.floor(random() * rest.length), 1));
  }
  return chosen;
}

async function report(
  { name, total, mutants }: Sample,
  copy: string,
  run: (file: string) => ReturnType<TestRunner['run']>,
): Promise<void> {
  const survived: PlacedMutant[] = [];
  for (const mutant of mutants) {
    const { verdict } = await withMutant(mutant, copy, () => run(mutant.file));
    if (verdict === 'passed') survived.push(mutant);
    if (values.verbose) console.log(`  ${verdict}: ${describe(mutant)}`);
  }
  const killed = mutants.length - survived.length;
  const share = mutants.length === 0 ? 100 : (100 * killed) / mutants.length;
  console.log(`${name}: ${killed} of ${mutants.length} killed (${share.toFixed(0)} %), of ${total} mutants`);
  for (const mutant of survived) console.log(`  survived: ${describe(mutant)}`);
}

function describe({ file, line, change }: PlacedMutant): string {
  return `${file}:${line}  ${change}`;
}

async function withMutant<T>(
  { file, start, end, replacement }: PlacedMutant,
  copy: string,
  run: () => Promise<T>,
): Promise<T> {
  const target = path.join(copy, file);
  const text = readFileSync(file, 'utf8');
  writeFileSync(target, text.slice(0, start) + replacement + text.slice(end));
  try {
    return await run();
  } finally {
    writeFileSync(target, text);
  }
}

void (values.serve ? serveTests(process.cwd()) : main());
