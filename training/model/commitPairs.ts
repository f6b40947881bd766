import { spawnSync } from 'node:child_process';
import { languageOf } from '../../src/engine/corpus/languages';
import { type TrainingPair, wordsOf } from './trainingPair';

/** Number of commits that are read of each repository, the newest ones. */
export const mostCommits = 1500;
/** Commits that change more files have no single topic. */
const mostFiles = 6;
/** Files of one commit that become pairs. */
const mostPairsOfCommit = 3;

/** The subject of each commit, and what it changed in a file: context, removed and added lines. */
export function commitPairs(git: string, commit: string): TrainingPair[] {
  // A snapshot may lack large files. Git stops at the first of them; what it has written until then is used.
  const { stdout } = spawnSync(
    'git',
    [
      ...['--git-dir', git, 'log', commit, '-n', String(mostCommits), '--no-merges', '--diff-filter=M'],
      ...['-p', '-U2', '--no-color', '--no-renames', '--format=%x00%s'],
    ],
    { maxBuffer: 2 ** 31 - 1, encoding: 'latin1', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return stdout.split('\0').slice(1).flatMap(pairsOfCommit);
}

function pairsOfCommit(commit: string): TrainingPair[] {
  const query = topicOf(commit.slice(0, commit.indexOf('\n')));
  const files = commit.split('\ndiff --git ').slice(1);
  if (query === undefined || files.length > mostFiles) return [];
  return files.slice(0, mostPairsOfCommit).flatMap((file): TrainingPair[] => {
    const path = /^a\/(\S+)/.exec(file)?.[1];
    if (path === undefined || languageOf(path).kind !== 'code') return [];
    const hunks = file.split(/\n@@ /).slice(1);
    return [
      { kind: 'commit', path, query, header: enclosingLine(hunks[0]), text: hunks.map(linesOf).join('\n') },
    ];
  });
}

/** The subject without its number and its type; undefined if it does not describe a change of code. */
function topicOf(subject: string): string | undefined {
  const topic = subject.replace(/\s*\(?#\d+\)?\s*$/, '').replace(/^\w+(?:\([^)]*\))?!?:\s*/, '');
  const isOfPackage = /^(?:bump|merge|release|revert|update dep|version)\b/i.test(topic);
  return wordsOf(topic) >= 4 && wordsOf(topic) <= 16 && !isOfPackage ? topic : undefined;
}

/** The line that git shows as the definition around a hunk. */
function enclosingLine(hunk: string | undefined): string {
  return /@@ ?(.*)/.exec(hunk ?? '')?.[1] ?? '';
}

/** The lines of a hunk without their marks. */
function linesOf(hunk: string): string {
  return hunk
    .split('\n')
    .slice(1)
    .map((line) => line.slice(1))
    .join('\n');
}
