import { lstat, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { readRegularFile, whereThere } from './readRegularFile';

/** The directories in which a repository keeps its own files; absolute paths. */
export interface GitDirectory {
  /** The directory that `.git` is or names. */
  readonly directory: string;
  /** The directory shared by linked worktrees; the same as `directory` if there are none. */
  readonly commonDirectory: string;
}

/** Files in which git names a directory have one line. Bytes. */
const maxBytes = 64 * 1024;

/**
 * The git directory of a work tree: its `.git` directory, or the target of that file or link, as in linked worktrees,
 * submodules and `git init --separate-git-dir`. Undefined if git would accept neither.
 *
 * @param workTree absolute
 * @param mayRead whether a directory named by a `.git` file may be accessed
 */
export async function findGitDirectory(
  workTree: string,
  mayRead: (file: string) => boolean,
): Promise<GitDirectory | undefined> {
  const directory = await directoryNamedBy(path.join(workTree, '.git'));
  if (directory === undefined || !mayRead(directory)) return undefined;
  const common = (await readRegularFile(path.join(directory, 'commondir'), maxBytes))?.replace(
    /[\r\n]+$/,
    '',
  );
  const commonDirectory = common ? path.resolve(directory, common) : directory;
  if (!mayRead(commonDirectory)) return undefined;
  const isRepository =
    (await hasHead(directory)) &&
    (await isDirectory(path.join(commonDirectory, 'objects'))) &&
    (await isDirectory(path.join(commonDirectory, 'refs')));
  return isRepository ? { directory, commonDirectory } : undefined;
}

async function directoryNamedBy(dotGit: string): Promise<string | undefined> {
  if (await isDirectory(dotGit)) return dotGit;
  const text = await readRegularFile(dotGit, maxBytes);
  if (text?.startsWith('gitdir: ') !== true) return undefined;
  return path.resolve(path.dirname(dotGit), text.slice('gitdir: '.length).replace(/[\r\n]+$/, ''));
}

async function hasHead(directory: string): Promise<boolean> {
  const head = path.join(directory, 'HEAD');
  if ((await whereThere(lstat(head)))?.isSymbolicLink()) {
    return (await readlink(head)).startsWith('refs/');
  }
  const text = await readRegularFile(head, maxBytes);
  return text !== undefined && /^(?:ref:\s*refs\/|[0-9a-f]{40})/.test(text);
}

async function isDirectory(file: string): Promise<boolean> {
  return (await whereThere(stat(file)))?.isDirectory() === true;
}
