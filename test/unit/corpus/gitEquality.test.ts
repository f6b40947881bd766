import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findParentIgnoreFiles } from '../../../src/node/parentIgnoreFiles';
import { git, keptByGit, keptByWalk, onlyIgnoreFiles } from './gitListing';
import { ignoreCases } from './ignoreCases';
import { Random, randomPattern, writeRandomTree } from './randomTree';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'corpus-git-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Trees side by side in one repository, each with ignore files of its own: one run of git answers for all. */
const TREES = 30;

describe('ignore files against git', () => {
  it.each([1, 2, 3, 4])('keeps what git keeps in random trees, seed %i', async (seed) => {
    const random = new Random(seed);
    const repository = path.join(folder, `random-${seed}`);
    mkdirSync(repository);
    git(repository, 'init', '--quiet');
    for (let tree = 0; tree < TREES; tree++) {
      writeRandomTree(path.join(repository, `tree${tree}`), random);
    }
    writeFileSync(path.join(repository, '.gitignore'), `tree1/${randomPattern(random)}\n!tree2/a\ntree3\n`);
    writeFileSync(path.join(repository, '.git', 'info', 'exclude'), '*.o\nabc/\n!tree3\n');

    const { kept } = keptByGit(repository);
    expect(kept.length).toBeGreaterThan(TREES);
    expect(await keptByWalk(repository)).toEqual(kept);
  });

  it.each(ignoreCases)('$name', async ({ ignoreFiles, kept, ignored }) => {
    const repository = mkdtempSync(path.join(folder, 'case-'));
    git(repository, 'init', '--quiet');
    write(repository, Object.fromEntries([...kept, ...ignored].map((file) => [file, 'text\n'])));
    write(repository, ignoreFiles);
    const withoutIgnoreFiles = (files: readonly string[]): string[] =>
      files.filter((file) => !file.endsWith('.gitignore'));

    expect(withoutIgnoreFiles(keptByGit(repository).kept)).toEqual([...kept].sort());
    expect(withoutIgnoreFiles(await keptByWalk(repository))).toEqual([...kept].sort());
  });

  it('keeps what git keeps in a folder below the root of the repository', async () => {
    const repository = mkdtempSync(path.join(folder, 'below-'));
    git(repository, 'init', '--quiet');
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
    const parentIgnoreFiles = await findParentIgnoreFiles(app);

    const kept = ['.gitignore', 'keep.log', 'own.log', 'root-only', 'src/local', 'tmp/x'];
    expect(keptByGit(app).kept).toEqual(kept);
    expect(await keptByWalk(app, { ...onlyIgnoreFiles, parentIgnoreFiles })).toEqual(kept);
    expect(await findParentIgnoreFiles(repository)).toEqual([]);
  });

  it('starts afresh in a nested repository, as git does when it is asked there', async () => {
    const repository = mkdtempSync(path.join(folder, 'nested-'));
    const nested = path.join(repository, 'libs', 'nested');
    git(repository, 'init', '--quiet');
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
    git(nested, 'init', '--quiet');
    write(nested, { '.git/info/exclude': 'private\n' });
    write(repository, { 'ignored/repository/x': 'text\n' });
    git(path.join(repository, 'ignored', 'repository'), 'init', '--quiet');

    const keptInside = keptByGit(nested).kept.map((file) => `libs/nested/${file}`);
    expect(keptInside).toEqual(['libs/nested/.gitignore', 'libs/nested/d.txt', 'libs/nested/g/h.txt']);
    expect(await keptByWalk(repository)).toEqual([...keptByGit(repository).kept, ...keptInside].sort());
  });
});

function write(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(directory, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
