/**
 * Compares our implementation of ignore files with git, on real repositories.
 *
 *     node out/bench/verifyCorpus.js --repos DIR
 *
 * Each repository in DIR is copied, and untracked files that match its own ignore patterns, or nearly match them, are
 * added to the copy. The files that the walk does not ignore are compared with
 * `git ls-files --cached --others --exclude-standard`. Tracked files that match an ignore pattern are counted
 * separately: git does not apply ignore files to tracked files, while a search has no list of tracked files and skips
 * them. Prints one line for each repository; exits 1 on a difference.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gitPaths, keptByGit, keptByWalk } from '../test/unit/corpus/gitListing';

const maxShown = 20;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { repos: { type: 'string' } } });
  const repos = values.repos ?? process.env['SEMANTIC_SEARCH_REPOS'];
  if (repos === undefined) {
    console.error(
      'Nothing verified: name the folder of repositories with --repos DIR or SEMANTIC_SEARCH_REPOS.',
    );
    return 2;
  }
  const names = readdirSync(repos).filter((name) => existsSync(path.join(repos, name, '.git')));
  if (names.length === 0) {
    console.error(`Nothing verified: no git repository in ${repos}.`);
    return 2;
  }
  let differing = 0;
  for (const name of names) {
    const copy = mkdtempSync(path.join(tmpdir(), 'verify-corpus-'));
    try {
      cpSync(path.join(repos, name), copy, { recursive: true, verbatimSymlinks: true });
      differing += (await verify(name, copy)) ? 0 : 1;
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  }
  console.log(`${names.length} repositories, ${differing} with differences`);
  return differing > 0 ? 1 : 0;
}

async function verify(name: string, repository: string): Promise<boolean> {
  const junk = strew(repository);
  const { kept, trackedButIgnored } = keptByGit(repository);
  const ours = await keptByWalk(repository);
  const keptSet = new Set(kept);
  const oursSet = new Set(ours);
  const differences = [
    ...kept.filter((file) => !oursSet.has(file)).map((file) => `git keeps, we ignore: ${file}`),
    ...ours.filter((file) => !keptSet.has(file)).map((file) => `git ignores, we keep: ${file}`),
  ];
  const junkKept = junk.filter((file) => keptSet.has(file)).length;
  console.log(
    `${differences.length === 0 ? 'equal ' : 'DIFFER'} ${name}: ${kept.length} kept, ` +
      `${junk.length} untracked files made (${junkKept} kept), ${trackedButIgnored.length} tracked although ignored`,
  );
  for (const difference of differences.slice(0, maxShown)) {
    console.log(`  ${difference}`);
  }
  if (differences.length > maxShown) {
    console.log(`  ... ${differences.length} differences in all`);
  }
  return differences.length === 0;
}

/** Creates untracked files that the repository's own ignore patterns match, or nearly match; returns their paths. */
function strew(repository: string): string[] {
  const made: string[] = [];
  const ignoreFiles = gitPaths(repository, ['--cached', '--others']).filter((file) =>
    /(?:^|\/)\.gitignore$/.test(file),
  );
  for (const ignoreFile of ignoreFiles) {
    const directory = path.posix.dirname(ignoreFile);
    const text = readFileSync(path.join(repository, ignoreFile), 'utf8');
    for (const example of text.split(/\r?\n/).flatMap(examplesOf)) {
      const file = path.posix.join(directory, example);
      if (makeFile(repository, file)) {
        made.push(file);
      }
    }
  }
  return made;
}

/**
 * Example paths for a pattern: unchanged, in a subdirectory, as a directory, in other letter case, with a longer
 * name.
 */
function examplesOf(line: string): string[] {
  const stem = line
    .trim()
    .replace(/^[!\\]*\/?/, '')
    .replace(/\/$/, '')
    .replace(/\[([^\]])[^\]]*\]/g, '$1')
    .replaceAll('**', 'deep/er')
    .replaceAll('*', 'any')
    .replaceAll('?', 'x')
    .replaceAll('\\', '');
  if (line.startsWith('#') || stem === '' || stem.split('/').some((part) => part === '..' || part === '')) {
    return [];
  }
  return [
    `as-file/${stem}`,
    stem + '/inside',
    `further/down/${stem}/inside`,
    `other/${stem.toUpperCase()}`,
    `${stem}-longer`,
    stem,
  ];
}

/** False if the name already exists, or a file is in the place of a directory. */
function makeFile(repository: string, file: string): boolean {
  const target = path.join(repository, file);
  if (existsSync(target) || file.split('/').includes('.git')) {
    return false;
  }
  try {
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, 'text\n');
    return true;
  } catch {
    return false;
  }
}

void main().then((code) => {
  process.exitCode = code;
});
