import { readFile } from 'node:fs/promises';
import { readBenchmark } from '../quality/annotations';

/** A question that a repository answers. */
export interface AnsweredQuestion {
  readonly query: string;
  /** Files that answer it, relative to the indexed folder. */
  readonly paths: readonly string[];
}

/** A question without an answer. */
export interface UnansweredQuestion {
  readonly query: string;
  readonly style: string;
  /** Repositories that do not answer it; undefined means all but {@link except}. */
  readonly only?: readonly string[];
  readonly except?: readonly string[];
}

/** A repository and its questions. */
export interface AskedRepository {
  readonly name: string;
  /** The indexed folder; undefined: the whole repository. */
  readonly root?: string | undefined;
  readonly answered: readonly AnsweredQuestion[];
}

/** The questions of `questions.json`, and those of the public benchmark if its directory is given. */
export async function readQuestions(
  file: string,
  bench: string | undefined,
): Promise<{
  readonly repositories: readonly AskedRepository[];
  readonly unanswered: readonly UnansweredQuestion[];
}> {
  const own = JSON.parse(await readFile(file, 'utf8')) as {
    readonly repositories: readonly AskedRepository[];
    readonly unanswered: readonly UnansweredQuestion[];
  };
  const others = bench === undefined ? [] : await readBenchmark(bench);
  return {
    unanswered: own.unanswered,
    repositories: [
      ...own.repositories,
      ...others.map(({ name, root, queries }) => ({
        name,
        root,
        answered: queries.map(({ query, targets }) => ({
          query,
          paths: targets.map(({ path }) =>
            root && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path,
          ),
        })),
      })),
    ],
  };
}

/** Whether a repository has no answer to a question. */
export function isUnanswered({ only, except = [] }: UnansweredQuestion, repository: string): boolean {
  return (only?.includes(repository) ?? true) && !except.includes(repository);
}
