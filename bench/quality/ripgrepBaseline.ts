import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { systemCodeOf } from '../../src/common/errors/errors';

const run = promisify(execFile);

const maxOutputBytes = 256 * 1024 * 1024;
/** ripgrep's exit status for "nothing found". */
const nothingFound = 1;

/** Common words of questions without information about the topic. */
const stopWords: ReadonlySet<string> = new Set(
  (
    'a an and any are as at be been between but by can could did do does for from get gets had has have how i if in into is ' +
    'it its of on or our so some than that the their them then there these they this those to up us was we were what when ' +
    'where which while who why will with without would you your'
  ).split(' '),
);

/** Number of matching lines in each file, by path. */
export type LineCounts = ReadonlyMap<string, number>;

/**
 * Results of a developer with ripgrep: the files with the most words of the query, then with the most matching lines.
 * This favours ripgrep over the published 0.126, for which the whole query is one literal.
 */
export class RipgrepBaseline {
  /** Cached, because many queries of a repository share words. */
  readonly #counts = new Map<string, Promise<LineCounts>>();

  private constructor(
    private readonly folder: string,
    private readonly command: string,
  ) {}

  /**
   * @param folder the searched folder
   * @returns undefined, reported on stderr, if ripgrep is not installed
   */
  static async create(folder: string, command = 'rg'): Promise<RipgrepBaseline | undefined> {
    try {
      await run(command, ['--version']);
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') {
        console.error(`ripgrep (${command}) is not on PATH: its column stays empty.`);
        return undefined;
      }
      throw error;
    }
    return new RipgrepBaseline(folder, command);
  }

  /**
   * Paths of the best files relative to the folder, `/` between segments.
   * @param limit default 10
   */
  async search(query: string, limit = 10): Promise<readonly string[]> {
    const counts = await Promise.all(wordsOf(query).map((word) => this.#countLines(word)));
    return rankFiles(counts).slice(0, limit);
  }

  #countLines(word: string): Promise<LineCounts> {
    let counts = this.#counts.get(word);
    if (counts === undefined) {
      counts = this.#run(word);
      this.#counts.set(word, counts);
    }
    return counts;
  }

  /** Number of files that contain a literal text. */
  async filesWith(text: string): Promise<number> {
    return (await this.#run(text, '--case-sensitive')).size;
  }

  async #run(word: string, capitals = '--ignore-case'): Promise<LineCounts> {
    const options = ['--no-config', '--count', '--null', capitals, '--fixed-strings'];
    try {
      const { stdout } = await run(this.command, [...options, '-e', word, '--', '.'], {
        cwd: this.folder,
        maxBuffer: maxOutputBytes,
      });
      return parseCounts(stdout);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === nothingFound) {
        return new Map();
      }
      throw error;
    }
  }
}

/** Distinct words of a query without stop words; all words if there would be none left. */
export function wordsOf(query: string): readonly string[] {
  const words = [...new Set(query.toLowerCase().match(/[\p{L}\p{N}_]+/gu))];
  const telling = words.filter((word) => !stopWords.has(word));
  return telling.length > 0 ? telling : words;
}

/** Parses lines of path, NUL, count, as printed by `--count --null`. */
export function parseCounts(output: string): LineCounts {
  const counts = new Map<string, number>();
  for (const [, path, count] of output.matchAll(/([^\0]+)\0(\d+)\r?\n/g)) {
    counts.set(path!.replaceAll('\\', '/').replace(/^\.\//, ''), Number(count));
  }
  return counts;
}

/** Orders files by the number of their words, then by lines, then by path. */
export function rankFiles(countsByWord: readonly LineCounts[]): readonly string[] {
  const files = new Map<string, { words: number; lines: number }>();
  for (const counts of countsByWord) {
    for (const [path, lines] of counts) {
      const file = files.get(path) ?? { words: 0, lines: 0 };
      files.set(path, { words: file.words + 1, lines: file.lines + lines });
    }
  }
  return [...files]
    .sort(([pathA, a], [pathB, b]) => b.words - a.words || b.lines - a.lines || (pathA < pathB ? -1 : 1))
    .map(([path]) => path);
}
