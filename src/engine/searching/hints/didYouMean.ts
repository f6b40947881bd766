import { findFilterWords } from '../../../common/query/queryFilters';
import type { SearchHint } from '../../../common/contracts/searchResult';
import type { Shard } from '../../indexing/shard';
import { findTerm } from '../../retrieval/postings';
import { isStopWord } from '../../retrieval/query';
import { wholeIdentifierHash } from '../../retrieval/terms';
import { scanText, splitIdentifier } from '../../retrieval/words';
import { nearestNames } from './nearestNames';

/** In a longer query, only words that are written as names are checked. */
const fewWords = 3;
const shortestWord = 4;
const longestWord = 40;

/** A word of the query and its position. */
interface QueryWord {
  readonly text: string;
  readonly start: number;
}

/**
 * A hint for the first name of the query that occurs nowhere in the index and is spelled nearly like a defined name.
 * Takes some milliseconds for 100,000 defined names, and only if a name is missing.
 *
 * @param input the query as typed
 */
export function didYouMeanHint(input: string, shards: readonly Shard[]): SearchHint | undefined {
  for (const { text, start } of namesIn(input)) {
    if (occurs(text, shards)) continue;
    const suggestion = nearestNames(text, shards)[0];
    if (suggestion === undefined) continue;
    const query = `${input.slice(0, start)}${suggestion}${input.slice(start + text.length)}`;
    return { type: 'didYouMean', word: text, suggestion, query };
  }
  return undefined;
}

function namesIn(input: string): QueryWord[] {
  const filters = findFilterWords(input);
  const words: QueryWord[] = [];
  scanText(input, {
    identifier: (start, end) => {
      if (!filters.some((filter) => start >= filter.start && start < filter.end))
        words.push({ text: input.slice(start, end), start });
    },
    cjk: () => undefined,
  });
  const isShort = words.length <= fewWords;
  return words.filter(
    ({ text, start }) =>
      text.length >= shortestWord &&
      text.length <= longestWord &&
      /^\w+$/.test(text) &&
      !isStopWord(text) &&
      (isShort || splitIdentifier(text).length > 1 || isQualified(input, start, text.length)),
  );
}

/** Qualified names, such as `Abort` in `context.Abort`, `Foo::Abort` and `Abort(`. */
function isQualified(input: string, start: number, length: number): boolean {
  return /(?:\w\.|::|->|#)$/.test(input.slice(0, start)) || input[start + length] === '(';
}

function occurs(word: string, shards: readonly Shard[]): boolean {
  const hash = wholeIdentifierHash(word);
  return shards.some(({ bodies }) => findTerm(bodies, hash) >= 0);
}
