/**
 * Measures how long globs take: hostile ones and a plain one on paths of growing length, and those of the settings on
 * a large tree.
 *
 *   globSpeed [--paths N]
 */
import { parseArgs } from 'node:util';
import { defaultExcludes } from '../src/engine/corpus/corpusOptions';
import { GlobList, IncludeFilter } from '../src/engine/corpus/globFilter';
import { compileGlob } from '../src/engine/corpus/globs/compileGlob';
import { compileFilter } from '../src/engine/retrieval/filter';

const rounds = 25;
const lengths = [67, 256, 1024, 4096];
const plain = '**/*-aa-a';
const hostile = [
  '**/*a*a*a*a*a*a*b',
  '+(a*)+(a*)b',
  '**/*a?a?a?a?a?a?b',
  '**/*{a,aa}{a,aa}{a,aa}{a,aa}b',
  '**/{*a,*aa}{*a,*aa}{*a,*aa}b',
  '{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}*b',
  '**/*[!b]*[!b]*[!b]*[!b]*b',
  '**/a/**/a/**/a/**/a/**/b',
];
/** VS Code's defaults of `files.exclude` and `search.exclude`. */
const editorExcludes = [
  ...['**/.git', '**/.svn', '**/.hg', '**/.DS_Store', '**/Thumbs.db'],
  ...['**/node_modules', '**/bower_components', '**/*.code-search'],
];

/** The shortest of several rounds, because other load can only add time. */
function fastestMs(work: () => unknown): number {
  let fastest = Infinity;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    work();
    fastest = Math.min(fastest, performance.now() - started);
  }
  return fastest;
}

function compareHostile(): void {
  process.stdout.write(`times of ${plain}, by length of the path: once compiled | compiled for one path\n`);
  const measure = (glob: string, length: number): [number, number] => {
    const repetitions = Math.ceil(400_000 / length);
    const path = 'a'.repeat(length);
    const isMatch = compileFilter({ paths: [glob] })!;
    const compiled = fastestMs(() => {
      for (let i = 0; i < repetitions; i++) isMatch({ path, language: '', kind: 'code' }, '');
    });
    const fresh = fastestMs(() => {
      for (let i = 0; i < 100; i++) compileGlob(glob, { withAllBelow: true }).matches(path);
    });
    return [compiled, fresh];
  };
  const base = lengths.map((length) => measure(plain, length));
  for (const glob of hostile) {
    const times = lengths.map((length, i) => {
      const [compiled, fresh] = measure(glob, length);
      return `${length}: ${(compiled / base[i]![0]).toFixed(1)} | ${(fresh / base[i]![1]).toFixed(1)}`;
    });
    process.stdout.write(`  ${glob.padEnd(46)} ${times.join('   ')}\n`);
  }
}

function measureTree(count: number): void {
  const extensions = ['ts', 'tsx', 'md', 'json', 'go'];
  const paths = Array.from(
    { length: count },
    (_, i) => `packages/module${i % 97}/src/components/deep${i % 13}/someFile${i}.${extensions[i % 5]}`,
  );
  const print = (what: string, ms: number): void => {
    process.stdout.write(`  ${what.padEnd(46)} ${ms.toFixed(1)} ms\n`);
  };
  process.stdout.write(`${count} paths\n`);
  const excludes = [...defaultExcludes, ...editorExcludes];
  const compile = (): GlobList => new GlobList(excludes);
  print('compile the default excludes', fastestMs(compile));
  const list = compile();
  print(
    'default excludes',
    fastestMs(() => {
      paths.forEach((path) => list.find(path));
    }),
  );
  const include = new IncludeFilter(['packages/*/src/**/*.{ts,tsx}']);
  print(
    'include packages/*/src/**/*.{ts,tsx}',
    fastestMs(() => {
      paths.forEach((path) => include.keepsFile(path));
    }),
  );
  const accepts = compileFilter({ paths: ['*.ts'], excludedPaths: ['**/deep1/**'] })!;
  const search = (): void => {
    paths.forEach((path) => accepts({ path, language: '', kind: 'code' }, ''));
  };
  print('query path:*.ts -path:**/deep1/**', fastestMs(search));
}

function main(): void {
  const { values } = parseArgs({ options: { paths: { type: 'string', default: '100000' } } });
  compareHostile();
  measureTree(Number(values.paths));
}

main();
