import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/** A public repository at one commit. */
export interface Repository {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly commit: string;
}

/**
 * Fills a missing folder with the wanted files of a repository, completely or not at all. Needs git and tar.
 *
 * @param mirror directory of bare repositories `OWNER+NAME/repo`, used instead of a download
 * @param depth number of commits that are downloaded
 */
export function bringRepository(
  folder: string,
  { repository, commit }: Repository,
  mirror: string | undefined,
  isWanted: (file: string) => boolean,
  depth = 1,
): void {
  intoFolder(folder, (unfinished) => {
    const mirrored = mirroredDirectory(repository, mirror);
    const git = mirrored ?? path.join(unfinished, '.git');
    if (!mirrored) {
      execFileSync('git', ['init', '--quiet', unfinished]);
      const address = `https://github.com/${repository}`;
      execFileSync('git', ['--git-dir', git, 'fetch', '--quiet', '--depth', String(depth), address, commit]);
    }
    const files = presentFiles(git, commit).filter(isWanted);
    for (const part of partsOf(files)) {
      execFileSync('tar', ['x', '-C', unfinished], {
        input: execFileSync('git', ['--git-dir', git, 'archive', commit, '--', ...part.map(literally)], {
          maxBuffer: 2 ** 30,
        }),
      });
    }
  });
}

/** The files of a commit whose contents a git directory has: a mirror may lack the largest. */
function presentFiles(git: string, commit: string): string[] {
  const run = (...command: string[]): string =>
    execFileSync('git', ['--git-dir', git, ...command], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const present = new Set(
    run('cat-file', '--batch-all-objects', '--batch-check=%(objectname)', '--unordered').split('\n'),
  );
  // Mode, type and hash, a tab, the path.
  const listed = run('ls-tree', '-r', '-z', commit)
    .split('\0')
    .filter((line) => line !== '');
  const found = listed.filter((line) => present.has(line.split(/[ \t]/, 3)[2]!));
  if (found.length < listed.length) console.log(`${git} lacks ${listed.length - found.length} files`);
  return found.map((line) => line.slice(line.indexOf('\t') + 1));
}

/** The git directory of a repository that {@link bringRepository} put into a folder. */
export function gitDirectory(folder: string, repository: string, mirror: string | undefined): string {
  return mirroredDirectory(repository, mirror) ?? path.join(folder, '.git');
}

/** Fills a missing folder, completely or not at all. */
export function intoFolder(folder: string, fill: (unfinished: string) => void): void {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  fill(unfinished);
  renameSync(unfinished, folder);
}

function mirroredDirectory(repository: string, mirror: string | undefined): string | undefined {
  const directory = mirror && path.join(mirror, repository.replace('/', '+'), 'repo');
  return directory && existsSync(directory) ? directory : undefined;
}

/** Longest list of files for one command, in characters: a third of the limit of Linux for one process. */
const mostCharacters = 600_000;

function partsOf(files: readonly string[]): string[][] {
  const parts: string[][] = [];
  let left = 0;
  for (const file of files) {
    if (left < file.length) {
      parts.push([]);
      left = mostCharacters;
    }
    parts.at(-1)!.push(file);
    left -= file.length + 16;
  }
  return parts;
}

/** A file name may contain characters that a path pattern of git understands. */
function literally(file: string): string {
  return `:(literal)${file}`;
}
