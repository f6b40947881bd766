import { execFileSync } from 'node:child_process';
import { devNull } from 'node:os';
import { walkCorpus } from '../../../src/engine/corpus/walkCorpus';
import type { CorpusOptions } from '../../../src/engine/corpus/walkCorpus';
import { NodeFileSource } from '../../../src/node/nodeFileSource';

/** Options that leave ignore files as the only filter. */
export const onlyIgnoreFiles: CorpusOptions = { exclude: [], excludeMarkers: [], maxFileSizeBytes: Infinity };

/** Runs git without the settings of whoever runs the tests; returns its standard output. */
export function git(directory: string, ...args: string[]): string {
  return execFileSync('git', ['-c', `core.excludesFile=${devNull}`, '-c', 'core.ignoreCase=false', ...args], {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' },
    maxBuffer: 256 * 1024 * 1024,
  });
}

/** Paths that `git ls-files -z` prints with the given arguments. */
export function gitPaths(directory: string, ...args: string[]): string[] {
  return git(directory, 'ls-files', '-z', ...args)
    .split('\0')
    .filter((path) => path !== '');
}

/**
 * What of `git ls-files` our ignore semantics must keep: everything on disk that git lists, but for files that are
 * tracked although ignored. To git the ignore files say nothing about tracked files; to a search they do.
 */
export function keptByGit(directory: string): {
  readonly kept: string[];
  readonly trackedButIgnored: string[];
} {
  const trackedButIgnored = gitPaths(directory, '--cached', '--ignored', '--exclude-standard');
  const dropped = new Set([
    ...trackedButIgnored,
    ...gitPaths(directory, '--deleted'),
    ...submodules(directory),
  ]);
  const listed = gitPaths(directory, '--cached', '--others', '--exclude-standard');
  return {
    // Git lists a nested repository as one directory and does not look into it.
    kept: [...new Set(listed)].filter((path) => !dropped.has(path) && !path.endsWith('/')).sort(),
    trackedButIgnored,
  };
}

function submodules(directory: string): string[] {
  return gitPaths(directory, '--stage')
    .filter((line) => line.startsWith('160000 '))
    .map((line) => line.slice(line.indexOf('\t') + 1));
}

/** What our walk does not call ignored, whatever else it says about it. Links included, as in git. */
export async function keptByWalk(
  directory: string,
  options: CorpusOptions = onlyIgnoreFiles,
): Promise<string[]> {
  const kept: string[] = [];
  for await (const entry of walkCorpus(new NodeFileSource(directory), options)) {
    if (entry.type === 'file') {
      kept.push(entry.file.path);
    } else if (entry.skipped.reason !== 'ignored' && !/(?:\/|^\.git|\/\.git)$/.test(entry.skipped.path)) {
      kept.push(entry.skipped.path);
    }
  }
  return kept.sort();
}
