import type { FoundQuestion } from './foundQuestion';
import { subjectText } from './questionText';

/** A commit of a folder's history. */
export interface Commit {
  /** First line of its message. */
  readonly subject: string;
  /** The files that it changed, relative to the folder. */
  readonly paths: readonly string[];
}

/** A commit that changed more files has no single answer. */
const mostFiles = 3;

/** Files that commits change beside what their subject is about. */
const beside =
  /(?:^|\/)(?:changelog|changes|history|news|package-lock|yarn|pnpm-lock|go\.sum|cargo\.lock|poetry\.lock|__snapshots__)[^/]*$/i;

/**
 * A question for each commit with an answer among the indexed files: its subject.
 *
 * @param languageOf language id of an indexed file; undefined for any other path
 */
export function commitQuestions(
  commits: readonly Commit[],
  languageOf: (path: string) => string | undefined,
): FoundQuestion[] {
  return commits.flatMap(({ subject, paths }) => {
    const text = subjectText(subject);
    const answers = paths.filter((path) => !beside.test(path));
    const indexed = answers.filter((path) => languageOf(path) !== undefined);
    if (text === undefined || indexed.length === 0 || answers.length > mostFiles) return [];
    return [{ kind: 'commit', text, paths: indexed, language: languageOf(indexed[0]!)! }];
  });
}
