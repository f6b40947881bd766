import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import type { Commit } from '../../engine/evaluation/commitQuestions';

/** Most commits that are read, newest first. */
const mostCommits = 1000;
const timeoutMs = 20_000;
const mostBytes = 16 * 1024 * 1024;

/** Separates the records of the output: no subject contains it. */
const recordStart = '\u001e';

/**
 * The most recent commits of a folder with the files that they changed in it; empty if it has no history, or git is not
 * installed. Runs no program that the repository names, and requests nothing over the network.
 *
 * @param folder an absolute path
 */
export async function recentCommits(folder: string): Promise<Commit[]> {
  try {
    const { stdout } = await promisify(execFile)(
      'git',
      [
        ...['-C', folder, '--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'],
        ...['log', `--max-count=${mostCommits}`, '--no-merges', '--no-renames', '--no-show-signature'],
        ...['--no-ext-diff', '--no-textconv', '--relative', '--name-only', '-z', `--format=${recordStart}%s`],
        ...['--', '.'],
      ],
      {
        // On Windows, a program in the current folder would be found before the installed one.
        cwd: homedir(),
        timeout: timeoutMs,
        maxBuffer: mostBytes,
        windowsHide: true,
        env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' },
      },
    );
    return parseLog(stdout);
  } catch {
    return [];
  }
}

/** Each record is its subject and its paths, ended by NUL; some of them have a line break before. */
function parseLog(output: string): Commit[] {
  return output
    .split(recordStart)
    .slice(1)
    .map((record) => {
      const [subject = '', ...paths] = record.split('\0').map((part) => part.replace(/^\n+|\n+$/g, ''));
      return { subject, paths: paths.filter((path) => path !== '') };
    });
}
