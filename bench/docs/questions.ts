import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { wordsOf } from '../quality/ripgrepBaseline';

/** A section that answers a question. */
export interface Answer {
  /** The document, relative to the repository's root. */
  readonly path: string;
  /** See `findSection`; undefined: the whole document. */
  readonly heading?: string | undefined;
}

/** A question and all sections that answer it. */
export interface DocsQuestion {
  readonly question: string;
  readonly answers: readonly Answer[];
}

/** A repository and the questions about its documentation. */
export interface DocsRepository {
  /** Name of its checkout. */
  readonly name: string;
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** The commit whose documentation was read. */
  readonly commit: string;
  /** The first half is for tuning; the second one shows whether a change holds elsewhere. */
  readonly half: 'first' | 'second';
  /** Language of the documentation: `en` or `zh`. */
  readonly language: string;
  /** Folders that are indexed: documentation, and the code it is about. */
  readonly folders: readonly string[];
  readonly questions: readonly DocsQuestion[];
}

/** The repositories of a directory of JSON files, one each, in order of their halves and names. */
export function readDocsRepositories(directory: string): DocsRepository[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      ...(JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as Omit<DocsRepository, 'name'>),
      name: path.basename(file, '.json'),
    }))
    .sort((a, b) => a.half.localeCompare(b.half) || a.name.localeCompare(b.name));
}

/** Languages of a question and of the documentation: `zh→en`. */
export function languagesOf(question: string, documentation: string): string {
  return `${/\p{Script=Han}/u.test(question) ? 'zh' : 'en'}→${documentation}`;
}

/**
 * Whether a question has a word of a heading that answers it (of the file's name if the whole file answers it).
 * Words are compared by their first five letters, Chinese by pairs of characters.
 */
export function sharesHeading({ question, answers }: DocsQuestion): boolean {
  const own = new Set(termsOf(question));
  return answers.some(({ path: file, heading }) =>
    termsOf(heading ?? path.basename(file).replace(/\.\w+$/, '')).some((term) => own.has(term)),
  );
}

function termsOf(text: string): string[] {
  const chinese = (text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
    Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
  const words = wordsOf(text.replace(/\p{Script=Han}+/gu, ' ').replace(/([a-z])([A-Z])/g, '$1 $2'));
  return [...chinese, ...words.map((word) => word.toLowerCase().slice(0, 5))];
}
