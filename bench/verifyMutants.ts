/**
 * Measures how many small faults the unit tests notice.
 *
 *     npm run verify:mutants -- [--folder DIR]... [--changed REVISION] [--count N] [--seed N]
 *
 * Takes `--count` mutants (default 30) at random from the TypeScript files of each folder (default: the folders that the ranking, the
 * index and consent depend on), or from all files that differ from a revision. Applies each in a copy of this repository, and runs
 * the unit tests that depend on the file (`vitest related`), without those of slow areas that the file is not part of. A mutant is killed when a test fails or the run takes too long. Prints the
 * score of each folder and the mutants that survived; some survive because they change nothing that can be observed.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { mutantsOf, type Mutant } from './mutants/mutantsOf';
import { random as randomOf, type Random } from '../test/unit/store/random';

const defaultFolders = [
  'src/engine/ranking',
  'src/engine/retrieval',
  'src/engine/indexing',
  'src/engine/freshness',
  'src/vscode/generations',
  'src/vscode/indexing',
];

/** A run that takes so long loops for ever. */
const timeoutMs = 180_000;

/** Areas whose unit tests take minutes together: they run only for files of the same area. */
const slowAreas = ['store', 'corpus', 'embedding', 'chunking', 'highlighting', 'git', 'inventory'];

/** Without the build that the tests of programs need: it would take longer than the tests. */
const configuration = 'vitest.mutants.config.mts';

function configurationFor(file: string): string {
  const excluded = slowAreas
    .filter((area) => !file.includes(`/${area}/`))
    .map((area) => `test/unit/${area}/**`);
  return `import base from './vitest.config.mts';

export default {
  ...base,
  test: {
    ...base.test,
    globalSetup: [],
    include: ['test/unit/**/*.test.ts'],
    exclude: ${JSON.stringify(excluded)},
  },
};
`;
}

const { values } = parseArgs({
  options: {
    folder: { type: 'string', multiple: true },
    changed: { type: 'string' },
    count: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
  },
});

interface PlacedMutant extends Mutant {
  readonly file: string;
}

function main(): void {
  const copy = mkdtempSync(path.join(tmpdir(), 'verify-mutants-'));
  try {
    copyRepository(copy);
    const random = randomOf(Number(values.seed));
    for (const [name, files] of groups()) {
      const all = files.flatMap((file) =>
        mutantsOf(readFileSync(file, 'utf8')).map((mutant) => ({ file, ...mutant })),
      );
      report(name, all.length, sample(all, Number(values.count), random), copy);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
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

function report(name: string, total: number, mutants: readonly PlacedMutant[], copy: string): void {
  const survived = mutants.filter((mutant) => survives(mutant, copy));
  const killed = mutants.length - survived.length;
  const share = mutants.length === 0 ? 100 : (100 * killed) / mutants.length;
  console.log(`${name}: ${killed} of ${mutants.length} killed (${share.toFixed(0)} %), of ${total} mutants`);
  for (const { file, line, change } of survived) console.log(`  survived: ${file}:${line}  ${change}`);
}

function survives({ file, start, end, replacement }: PlacedMutant, copy: string): boolean {
  writeFileSync(path.join(copy, configuration), configurationFor(file));
  const target = path.join(copy, file);
  const text = readFileSync(file, 'utf8');
  writeFileSync(target, text.slice(0, start) + replacement + text.slice(end));
  try {
    return passes(file, copy);
  } finally {
    writeFileSync(target, text);
  }
}

/** Whether the unit tests pass that depend on a file; so they do where there are none. */
function passes(file: string, copy: string): boolean {
  const { status } = spawnSync(
    process.execPath,
    [
      path.join('node_modules', 'vitest', 'vitest.mjs'),
      ...[
        'related',
        file,
        '--run',
        '--bail=1',
        '--silent',
        '--reporter=dot',
        '--passWithNoTests',
        '--config',
        configuration,
      ],
    ],
    { cwd: copy, stdio: 'ignore', timeout: timeoutMs, killSignal: 'SIGKILL' },
  );
  return status === 0;
}

main();
