import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeRepositories } from '../../../src/node/git/nodeRepositories';
import { git, keptByGit, keptByWalk, noSettings, type GitVariables } from './gitListing';
import { ignoreCases } from './ignoreCases';
import { Random, randomPattern, writeRandomTree } from './randomTree';

/** Thousands of files are created and removed, which takes minutes on a busy machine. */
const patienceMs = 600_000;

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'corpus-git-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
}, patienceMs);

/** Separate trees in one repository, each with its own ignore files: one run of Git covers all. */
const TREES = 30;

describe('ignore files against git', { timeout: patienceMs }, () => {
  it.each([1, 2, 3, 4])('include the files that git includes in random trees, seed %i', async (seed) => {
    const random = new Random(seed);
    const repository = path.join(folder, `random-${seed}`);
    mkdirSync(repository);
    git(repository, ['init', '--quiet']);
    for (let tree = 0; tree < TREES; tree++) {
      writeRandomTree(path.join(repository, `tree${tree}`), random);
    }
    writeFileSync(path.join(repository, '.gitignore'), `tree1/${randomPattern(random)}\n!tree2/a\ntree3\n`);
    writeFileSync(path.join(repository, '.git', 'info', 'exclude'), '*.o\nabc/\n!tree3\n');

    const { kept } = keptByGit(repository);
    expect(kept.length).toBeGreaterThan(TREES);
    expect(await keptByWalk(repository)).toEqual(kept);
  });

  it.each(ignoreCases)('$name', async ({ ignoreFiles, ignoreCase = false, kept, ignored }) => {
    const repository = mkdtempSync(path.join(folder, 'case-'));
    git(repository, ['init', '--quiet']);
    git(repository, ['config', 'core.ignoreCase', String(ignoreCase)]);
    write(repository, Object.fromEntries([...kept, ...ignored].map((file) => [file, 'text\n'])));
    write(repository, ignoreFiles);
    const withoutIgnoreFiles = (files: readonly string[]): string[] =>
      files.filter((file) => !file.endsWith('.gitignore'));

    expect(withoutIgnoreFiles(keptByGit(repository).kept)).toEqual([...kept].sort());
    expect(withoutIgnoreFiles(await keptByWalk(repository))).toEqual([...kept].sort());
  });

  it('include the files that git includes in a folder below the root of the repository', async () => {
    const repository = mkdtempSync(path.join(folder, 'below-'));
    git(repository, ['init', '--quiet']);
    write(repository, {
      '.gitignore': '*.log\n/packages/app/dist\napp/tmp/\n/root-only\npackages/*/gen\n',
      '.git/info/exclude': 'private\nshared.log\n',
      'packages/.gitignore': '!keep.log\n/app/local\n',
      'packages/app/.gitignore': '!own.log\n',
      ...Object.fromEntries(
        [
          'a.log',
          'keep.log',
          'own.log',
          'dist/x',
          'tmp/x',
          'root-only',
          'gen/x',
          'private',
          'local',
          'src/local',
        ]
          .map((file) => `packages/app/${file}`)
          .map((file) => [file, 'text\n']),
      ),
    });
    const app = path.join(repository, 'packages', 'app');

    const kept = ['.gitignore', 'keep.log', 'own.log', 'root-only', 'src/local', 'tmp/x'];
    expect(keptByGit(app).kept).toEqual(kept);
    expect(await keptByWalk(app)).toEqual(kept);
    expect(await new NodeRepositories(repository).enclosing()).toBeUndefined();
  });

  it.each([11, 12, 13, 14, 15, 16])(
    'include the files that git includes with user settings, in worktrees, submodules and other repositories, seed %i',
    async (seed) => {
      const random = new Random(seed);
      const place = mkdtempSync(path.join(folder, `settings-${seed}-`));
      const variables = writeSettings(path.join(place, 'home'), random, seed);
      const { roots, nested } = writeRepositories(place, random, variables);

      const keptInside = new Map(roots.map((root) => [root, keptByGit(root, variables).kept]));
      for (const root of roots) {
        const below = nested
          .filter((repository) => repository.startsWith(`${root}/`))
          .flatMap((repository) =>
            keptInside
              .get(repository)!
              .map((file) => path.posix.join(path.posix.relative(root, repository), file)),
          );
        expect(await keptByWalk(root, variables), root).toEqual([...keptInside.get(root)!, ...below].sort());
      }
      // Each kind of repository keeps some files.
      expect([...keptInside.values()].every((kept) => kept.length > 3)).toBe(true);
    },
  );

  it('start with the rules of a nested repository, as git does there', async () => {
    const repository = mkdtempSync(path.join(folder, 'nested-'));
    const nested = path.join(repository, 'libs', 'nested');
    git(repository, ['init', '--quiet']);
    write(repository, {
      '.gitignore': '*.txt\nignored/\n',
      'a.txt': 'text\n',
      'libs/b.txt': 'text\n',
      'libs/c': 'x\n',
    });
    write(nested, {
      '.gitignore': '*.c\n',
      'd.txt': 'text\n',
      'e.c': 'text\n',
      'f/private': 'text\n',
      'g/h.txt': 'x\n',
    });
    git(nested, ['init', '--quiet']);
    write(nested, { '.git/info/exclude': 'private\n' });
    write(repository, { 'ignored/repository/x': 'text\n' });
    git(path.join(repository, 'ignored', 'repository'), ['init', '--quiet']);

    const keptInside = keptByGit(nested).kept.map((file) => `libs/nested/${file}`);
    expect(keptInside).toEqual(['libs/nested/.gitignore', 'libs/nested/d.txt', 'libs/nested/g/h.txt']);
    expect(await keptByWalk(repository)).toEqual([...keptByGit(repository).kept, ...keptInside].sort());
  });
});

/** Writes the user's own patterns, in one of the locations that Git reads. */
function writeSettings(home: string, random: Random, seed: number): GitVariables {
  const patterns = outerPatterns(random);
  const variables = { ...noSettings, HOME: home, XDG_CONFIG_HOME: undefined, GIT_CONFIG_GLOBAL: undefined };
  switch (seed % 6) {
    case 0:
      write(home, { '.config/git/ignore': patterns });
      return variables;
    case 1:
      write(home, {
        'my # ignore': patterns,
        '.gitconfig': '[core] ; mine\n\texcludesFile = "~/my # ignore" # yes\n[user]\n\tname = a \\\n b\n',
        '.config/git/config': '[core]\nexcludesfile=~/other\n',
      });
      return variables;
    case 2:
      write(home, { 'x/git/ignore': patterns, 'x/git/config': '\ufeff[core]\r\n\tbare\r\n' });
      return { ...variables, XDG_CONFIG_HOME: path.join(home, 'x') };
    case 3:
      write(home, {
        'ignored by': patterns,
        '.gitconfig': `[includeIf "gitdir:${path.dirname(home)}/"]\n\tpath = more\n[includeIf "gitdir:nowhere/"]\npath = wrong`,
        more: '[core]\n\texcludesFile = ~/none\n[include]\n\tpath = "more still"\n',
        'more still': '[CORE]\nExcludesFile = ~/ignored\\ by\n'.replace('\\ ', ' '),
        wrong: '[core]\nexcludesFile = ~/none\n',
      });
      return variables;
    case 4:
      write(home, { patterns, configuration: '[core]\n\texcludesFile = ~/patterns\n' });
      return { ...variables, GIT_CONFIG_GLOBAL: path.join(home, 'configuration') };
    default:
      write(home, { patterns, '.config/git/ignore': '*\n' });
      return {
        ...variables,
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'core.excludesFile',
        GIT_CONFIG_VALUE_0: path.join(home, 'patterns'),
      };
  }
}

/** Lines of an ignore file above several trees. No line ignores all trees, since nothing would be left to compare. */
function outerPatterns(random: Random): string {
  const lines = Array.from({ length: 4 }, (_, index) => {
    const pattern = randomPattern(random).replace(/^[!/\\#]*/, '');
    return `${random.chance(30) ? '!' : ''}tree${index % 2}/${random.chance(50) ? '**/' : ''}${pattern}`;
  });
  return [...lines, random.pick(['foo', '*.o', 'build/', '.hidden', 'ABC', 'a*b', 'tree0/[b-z]*']), ''].join(
    '\n',
  );
}

/** Writes one repository of each kind, each with random files, ignore files and its own `info/exclude`. */
function writeRepositories(
  place: string,
  random: Random,
  variables: GitVariables,
): { readonly roots: string[]; readonly nested: string[] } {
  const run = (directory: string, ...args: string[]): string => git(directory, args, variables);
  const fill = (root: string): void => {
    for (let tree = 0; tree < 3; tree++) writeRandomTree(path.join(root, `tree${tree}`), random, 2);
    write(root, { '.gitignore': `${outerPatterns(random)}!/libs\n!/libs/*\n!/linked\n` });
    appendFileSync(
      run(root, 'rev-parse', '--path-format=absolute', '--git-path', 'info/exclude').trim(),
      outerPatterns(random),
    );
  };
  const main = path.join(place, 'main');
  const worktree = path.join(place, 'worktree');
  const submodule = path.join(main, 'libs', 'submodule');
  const separate = path.join(main, 'libs', 'separate');
  const plain = path.join(main, 'libs', 'plain');
  const linked = path.join(submodule, 'linked');
  const upstream = path.join(place, 'upstream');

  mkdirSync(place, { recursive: true });
  for (const root of [main, upstream]) {
    run(place, 'init', '--quiet', root);
    run(root, 'commit', '--quiet', '--allow-empty', '--message', 'one');
  }
  run(
    main,
    '-c',
    'protocol.file.allow=always',
    'submodule',
    '--quiet',
    'add',
    '--force',
    upstream,
    'libs/submodule',
  );
  run(main, 'worktree', 'add', '--quiet', '-b', 'other', worktree);
  // A worktree of the enclosing repository, which both sides exclude.
  run(main, 'worktree', 'add', '--quiet', '-b', 'inside', path.join(main, 'inside'));
  // A worktree of another repository than the enclosing one.
  run(main, 'worktree', 'add', '--quiet', '-b', 'linked', linked);
  run(place, 'init', '--quiet', '--separate-git-dir', path.join(place, 'separate.git'), separate);
  run(place, 'init', '--quiet', plain);
  run(plain, 'config', 'core.ignoreCase', 'true');
  write(place, { 'of plain': outerPatterns(random) });
  run(plain, 'config', 'core.excludesFile', path.join(place, 'of plain'));
  run(main, 'config', 'extensions.worktreeConfig', 'true');
  run(worktree, 'config', '--worktree', 'core.ignoreCase', 'true');

  const nested = [submodule, separate, plain, linked];
  const roots = [main, worktree, ...nested];
  for (const root of roots) fill(root);
  return { roots, nested };
}

function write(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(directory, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
