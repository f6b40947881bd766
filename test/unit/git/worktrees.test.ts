import { mkdir, mkdtemp, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { siblingFolders } from '../../../src/node/git/worktrees';
import { git } from '../corpus/gitListing';

let place = '';
let main = '';
let linked = '';

beforeEach(async () => {
  place = await realpath(await mkdtemp(path.join(tmpdir(), 'worktrees-')));
  main = path.join(place, 'main');
  linked = path.join(place, 'linked');
  await makeRepository(main);
  git(main, ['worktree', 'add', '--quiet', linked]);
});

afterEach(() => rm(place, { recursive: true, force: true }));

async function makeRepository(directory: string): Promise<void> {
  await mkdir(path.join(directory, 'packages', 'web'), { recursive: true });
  await writeFile(path.join(directory, 'packages', 'web', 'index.ts'), 'export const a = 1;\n');
  git(directory, ['init', '--quiet']);
  git(directory, ['add', '.']);
  git(directory, ['commit', '--quiet', '-m', 'first']);
}

const web = (worktree: string): string => path.join(worktree, 'packages', 'web');

describe('the same folder in other worktrees', () => {
  it('is found from the main worktree, from a linked one, and from a folder in it', async () => {
    const second = path.join(place, 'second');
    git(main, ['worktree', 'add', '--quiet', '-b', 'other', second]);
    expect((await siblingFolders(main)).sort()).toEqual([linked, second]);
    expect((await siblingFolders(linked)).sort()).toEqual([main, second]);
    await rm(web(second), { recursive: true });
    expect(await siblingFolders(web(linked))).toEqual([web(main)]);
  });

  it('is found with relative paths, as git writes them on request', async () => {
    const named = path.join(main, '.git', 'worktrees', 'linked', 'gitdir');
    await writeFile(named, '../../../../linked/.git\n');
    await writeFile(path.join(linked, '.git'), 'gitdir: ../main/.git/worktrees/linked\n');
    expect(await siblingFolders(linked)).toEqual([main]);
    expect(await siblingFolders(main)).toEqual([linked]);
  });

  it('is found if git names it through a link', async () => {
    const link = path.join(place, 'link');
    await symlink(place, link, 'junction');
    const named = path.join(main, '.git', 'worktrees', 'linked', 'gitdir');
    await writeFile(named, `${path.join(link, 'linked', '.git')}\n`);
    expect(await siblingFolders(main)).toEqual([linked]);
    expect(await siblingFolders(linked)).toEqual([main]);
  });

  it('is found among the worktrees of a bare repository', async () => {
    const bare = path.join(place, 'bare.git');
    git(place, ['clone', '--quiet', '--bare', main, bare]);
    const [one, two] = [path.join(place, 'one'), path.join(place, 'two')];
    git(bare, ['worktree', 'add', '--quiet', '-b', 'one', one]);
    git(bare, ['worktree', 'add', '--quiet', '-b', 'two', two]);
    expect(await siblingFolders(one)).toEqual([two]);
  });

  it('is found for a submodule, which is a repository of its own', async () => {
    const library = path.join(place, 'library');
    await makeRepository(library);
    const allow = ['-c', 'protocol.file.allow=always'];
    git(main, [...allow, 'submodule', '--quiet', 'add', library, 'library']);
    git(main, ['commit', '--quiet', '-m', 'library']);
    git(linked, ['merge', '--quiet', git(main, ['rev-parse', 'HEAD']).trim()]);
    git(linked, [...allow, 'submodule', '--quiet', 'update', '--init']);
    expect(await siblingFolders(path.join(linked, 'library'))).toEqual([path.join(main, 'library')]);
  });

  it('does not exist for a folder without a repository, a repository alone, or a worktree that is gone', async () => {
    const alone = path.join(place, 'alone');
    await makeRepository(alone);
    expect(await siblingFolders(place)).toEqual([]);
    expect(await siblingFolders(alone)).toEqual([]);
    await rm(linked, { recursive: true });
    expect(await siblingFolders(main)).toEqual([]);
  });

  it('is not a folder that does not name the repository too', async () => {
    const secret = path.join(place, 'secret');
    await makeRepository(secret);
    // The repository names a worktree of another one.
    await writeFile(path.join(main, '.git', 'worktrees', 'linked', 'gitdir'), `${secret}/.git\n`);
    expect(await siblingFolders(main)).toEqual([]);
    // A folder says that it is a worktree of another repository, which does not name it.
    const hostile = path.join(place, 'hostile');
    await mkdir(hostile);
    const named = await readFile(path.join(linked, '.git'), 'utf8');
    await writeFile(path.join(hostile, '.git'), named);
    expect(await siblingFolders(hostile)).toEqual([]);
  });

  it('is not a link to somewhere else', async () => {
    await rename(web(main), path.join(place, 'elsewhere'));
    await symlink(path.join(place, 'elsewhere'), web(main), 'junction');
    expect(await siblingFolders(web(linked))).toEqual([]);
  });
});
