import { execFileSync } from 'node:child_process';
import { devNull } from 'node:os';
import { walkCorpus } from '../../../src/engine/corpus/walkCorpus';
import type { CorpusOptions } from '../../../src/engine/corpus/walkCorpus';
import type { SkippedFile } from '../../../src/engine/corpus/corpusFile';
import { NodeRepositories } from '../../../src/node/git/nodeRepositories';
import { NodeFileSource } from '../../../src/node/nodeFileSource';

/** Options that leave ignore files as the only filter. */
const onlyIgnoreFiles: CorpusOptions = { exclude: [], excludeMarkers: [], maxFileSizeBytes: Infinity };

/** Environment variables that determine which configuration Git reads. */
export type GitVariables = Readonly<Record<string, string | undefined>>;

/** Ignores the settings of the user who runs the tests and of the machine. */
export const noSettings: GitVariables = {
  HOME: devNull,
  XDG_CONFIG_HOME: devNull,
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_SYSTEM: devNull,
};

/** Runs git; returns its standard output. */
export function git(directory: string, args: readonly string[], variables = noSettings): string {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  return execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: directory,
    encoding: 'utf8',
    env: { ...env, ...variables },
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Paths that `git ls-files -z` prints with the given arguments. */
export function gitPaths(directory: string, args: readonly string[], variables?: GitVariables): string[] {
  return git(directory, ['ls-files', '-z', ...args], variables)
    .split('\0')
    .filter((path) => path !== '');
}

/**
 * The files of `git ls-files` that our ignore rules must keep: every file on disk that Git lists, except tracked files that are
 * ignored. In Git, ignore files do not apply to tracked files; in a search they do.
 */
export function keptByGit(
  directory: string,
  variables?: GitVariables,
): {
  readonly kept: string[];
  readonly trackedButIgnored: string[];
} {
  const list = (...args: string[]): string[] => gitPaths(directory, args, variables);
  const trackedButIgnored = list('--cached', '--ignored', '--exclude-standard');
  const submodules = list('--stage')
    .filter((line) => line.startsWith('160000 '))
    .map((line) => line.slice(line.indexOf('\t') + 1));
  const dropped = new Set([...trackedButIgnored, ...list('--deleted'), ...submodules]);
  const listed = list('--cached', '--others', '--exclude-standard');
  return {
    // Git lists a nested repository as one directory without its contents.
    kept: [...new Set(listed)].filter((path) => !dropped.has(path) && !path.endsWith('/')).sort(),
    trackedButIgnored,
  };
}

/** Files that our walk does not report as ignored, whatever else it reports. Includes links, as Git does. */
export async function keptByWalk(directory: string, variables: GitVariables = noSettings): Promise<string[]> {
  const repositories = new NodeRepositories(directory, { env: variables, platform: process.platform });
  const kept: string[] = [];
  for await (const entry of walkCorpus(new NodeFileSource(directory), { ...onlyIgnoreFiles, repositories })) {
    if (entry.type === 'file') {
      kept.push(entry.file.path);
    } else if (entry.skipped.reason !== 'ignored' && !isGits(entry.skipped)) {
      kept.push(entry.skipped.path);
    }
  }
  return kept.sort();
}

/** Whether Git does not list it either: directories, its own files, other worktrees. */
function isGits({ path }: SkippedFile): boolean {
  return /(?:\/|^\.git|\/\.git)$/.test(path);
}
