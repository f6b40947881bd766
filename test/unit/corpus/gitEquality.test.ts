import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { git, keptByGit, keptByWalk } from './gitListing';
import { Random, randomPattern, writeRandomTree } from './randomTree';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'corpus-git-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Trees side by side in one repository, each with ignore files of its own: one run of git answers for all. */
const TREES = 60;

describe('ignore files against git', () => {
  it.each([1, 2, 3, 4, 5, 6])('keeps what git keeps in random trees, seed %i', async (seed) => {
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
});
