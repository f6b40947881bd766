import { filterKeywords } from '../../common/query/queryFilters';
import { maxQueryLength } from '../../common/view/viewValues';

/** Filter keywords that are directly followed by a value; several may follow each other. */
const filterWords = new RegExp(`(?<=^|[\\s"'])(?:-?(?:${filterKeywords.join('|')}):)+(?=\\S)`, 'gi');

/** Converts selected text to a query: one line, limited length, and without filters, so that `path:src` is searched as text. */
export function selectionQuery(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(filterWords, (words) => words.replaceAll(':', ': '))
    .slice(0, maxQueryLength)
    .replace(/[\uD800-\uDBFF]$/, '');
}
