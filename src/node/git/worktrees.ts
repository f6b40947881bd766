import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { findGitDirectory, type GitDirectory } from './gitDirectory';
import { isOnForeignShare } from './nodeRepositories';
import { readRegularFile, whereThere } from './readRegularFile';

/** Most linked worktrees of a repository that are considered. */
const maxWorktrees = 1000;

/** Most bytes of a file that names a directory. */
const maxBytes = 64 * 1024;

/**
 * The same folder in the other worktrees of its repository: of `packages/web` in one worktree, `packages/web` in each
 * other. Those that do not exist are left out. If the repository is inside another one, as a submodule is, the worktrees
 * of both count. Git need not be installed.
 *
 * @param folder absolute, with links resolved
 * @returns absolute paths, with links resolved
 * @throws the error of the file system if something cannot be read at the moment
 */
export async function siblingFolders(folder: string): Promise<string[]> {
  const mayRead = (file: string): boolean => !isOnForeignShare(file, folder);
  const folders: string[] = [];
  for (let directory = folder; ; directory = path.dirname(directory)) {
    const relative = path.relative(directory, folder);
    for (const worktree of await otherWorktrees(directory, mayRead)) {
      const sibling = path.join(worktree, relative);
      if ((await whereThere(realpath(sibling))) === sibling) folders.push(sibling);
    }
    if (directory === path.dirname(directory)) return folders;
  }
}

/**
 * The other worktrees of the repository to which a worktree belongs; none if the directory is not a worktree. A file in a
 * repository may name any directory; therefore a worktree counts only if the repository names it and it names the
 * repository.
 */
async function otherWorktrees(worktree: string, mayRead: (file: string) => boolean): Promise<string[]> {
  const git = await findGitDirectory(worktree, mayRead);
  const repository = git && (await realRepository(git));
  if (repository === undefined) return [];
  const named = new Set<string>();
  for (const place of await namedWorktrees(repository)) {
    const real = mayRead(place) ? await whereThere(realpath(place)) : undefined;
    if (real !== undefined) named.add(real);
  }
  if (!named.delete(worktree)) return [];
  const others: string[] = [];
  for (const other of named) {
    const otherGit = await findGitDirectory(other, mayRead);
    if (otherGit && (await realRepository(otherGit)) === repository) others.push(other);
  }
  return others;
}

/** The directory that all worktrees of a repository share, with links resolved. */
function realRepository({ commonDirectory }: GitDirectory): Promise<string | undefined> {
  return whereThere(realpath(commonDirectory));
}

/** The main worktree if there is one, and the linked ones; see `gitrepository-layout` in git's documentation. */
async function namedWorktrees(repository: string): Promise<string[]> {
  const linked = path.join(repository, 'worktrees');
  const names = (await whereThere(readdir(linked))) ?? [];
  const worktrees = path.basename(repository) === '.git' ? [path.dirname(repository)] : [];
  for (const name of names.slice(0, maxWorktrees)) {
    const directory = path.join(linked, name);
    const text = await readRegularFile(path.join(directory, 'gitdir'), maxBytes);
    // It names the `.git` file of the worktree, relative to this directory if git was asked to.
    if (text) worktrees.push(path.dirname(path.resolve(directory, text.replace(/[\r\n]+$/, ''))));
  }
  return worktrees;
}
