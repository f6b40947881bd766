import { filterKeywords } from '../../common/queryFilters';
import { maxQueryLength } from '../../common/viewValues';

/** Words of a query that limit it, when something stands right after their colon; several may stand in a row. */
const filterWords = new RegExp(`(?<=^|[\\s"'])(?:-?(?:${filterKeywords.join('|')}):)+(?=\\S)`, 'gi');

/** Selected text as a query: in one line, not too long, and every word of it to be looked for: `path:src` limits nothing. */
export function selectionQuery(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(filterWords, (words) => words.replaceAll(':', ': '))
    .slice(0, maxQueryLength)
    .replace(/[\uD800-\uDBFF]$/, '');
}
