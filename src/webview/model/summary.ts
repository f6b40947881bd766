import { formatNumber, countOf } from './numbers';
import { groupByFile } from './rows';
import { isPartial } from './searching';
import type { ViewModel } from './viewModel';

/** One line about the results, which is read out when it changes; '' where there are none. */
export function summaryOf({ answer }: ViewModel): string {
  if (!answer || answer.results.length === 0) return '';
  const { results, hasMore, state } = answer;
  const count = hasMore ? `First ${formatNumber(results.length)} results` : countOf(results.length, 'result');
  const files = countOf(groupByFile(results).length, 'file');
  return `${count} in ${files}${isPartial(state) ? ', from what is indexed so far' : ''}`;
}
