import path from 'node:path';
import { parseConfig } from './configText';
import { findGitDirectory, type GitDirectory } from './gitDirectory';
import { isOnForeignShare } from './nodeRepositories';
import { readRegularFile } from './readRegularFile';

/** What is checked out in a folder. */
export interface CurrentBranch {
  /** The address of `origin` without protocol, user and `.git`, and the folder within it. Undefined without `origin`. */
  readonly repository: string | undefined;
  /** Undefined if no branch is checked out, as usual in CI. */
  readonly branch: string | undefined;
  /** Hash of the commit; undefined before the first one. */
  readonly commit: string | undefined;
}

/** Most bytes of the files that are read; `packed-refs` is the longest. */
const maxBytes = 64 * 1024 * 1024;

const none: CurrentBranch = { repository: undefined, branch: undefined, commit: undefined };

/**
 * Reads what is checked out, from the files of git, which need not be installed.
 *
 * @param folder absolute, with links resolved
 * @throws the system's error if a file cannot be read at the moment
 */
export async function currentBranch(folder: string): Promise<CurrentBranch> {
  const found = await enclosingWorkTree(folder);
  return found ? readBranch(found.git, found.below) : none;
}

/** The work tree that contains a folder, and the path of the folder within it, `/` between segments. */
export async function enclosingWorkTree(
  folder: string,
): Promise<{ readonly git: GitDirectory; readonly below: string } | undefined> {
  const mayRead = (file: string): boolean => !isOnForeignShare(file, folder);
  for (let directory = folder; ; directory = path.dirname(directory)) {
    const git = await findGitDirectory(directory, mayRead);
    if (git) return { git, below: path.relative(directory, folder).replaceAll(path.sep, '/') };
    if (directory === path.dirname(directory)) return undefined;
  }
}

/** Hash of the commit that is checked out, and its branch; undefined without one. */
export async function readHead(git: GitDirectory): Promise<Pick<CurrentBranch, 'branch' | 'commit'>> {
  const head = (await readRegularFile(path.join(git.directory, 'HEAD'), maxBytes))?.trim() ?? '';
  const ref = /^ref:\s*(refs\/\S+)$/.exec(head)?.[1];
  return {
    branch: ref?.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined,
    commit: ref === undefined ? commitIn(head) : await commitOf(git, ref),
  };
}

async function readBranch(git: GitDirectory, below: string): Promise<CurrentBranch> {
  const config = await readRegularFile(path.join(git.commonDirectory, 'config'), maxBytes);
  const origin = parseConfig(config ?? '').find(
    ({ key, subsection }) => key === 'remote.url' && subsection === 'origin',
  )?.value;
  return {
    repository: origin === undefined ? undefined : nameOf(origin, below),
    ...(await readHead(git)),
  };
}

async function commitOf({ commonDirectory }: GitDirectory, ref: string): Promise<string | undefined> {
  const loose = await readRegularFile(path.join(commonDirectory, ...ref.split('/')), maxBytes);
  if (loose !== undefined) return commitIn(loose);
  const packed = await readRegularFile(path.join(commonDirectory, 'packed-refs'), maxBytes);
  const line = packed?.split('\n').find((one) => one.trimEnd().endsWith(` ${ref}`));
  return line === undefined ? undefined : commitIn(line);
}

/** The hash, of SHA-1 or SHA-256, with which a text begins. */
function commitIn(text: string): string | undefined {
  return /^(?:[0-9a-f]{64}|[0-9a-f]{40})\b/.exec(text)?.[0];
}

/** `git@github.com:owner/name.git` and `https://user:password@github.com/owner/name` are `github.com/owner/name`. */
function nameOf(origin: string, below: string): string {
  const bare = origin
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/^[^/@]*@/, '')
    .replace(/^([^/:]+):(?:\d+\/)?(?!\/)/, '$1/')
    .replace(/(?:\.git)?\/*$/, '');
  return [bare, ...below.split('/').filter((segment) => segment !== '')].join('/');
}
