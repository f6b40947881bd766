import { formatCount, countOf } from '../../common/countText';
import { groupByFile } from './rows';
import { isPartial } from './searching';
import type { ViewModel } from './viewModel';

/** One line about the results, which is read out when it changes; '' where there are none. */
export function summaryOf({ answer }: ViewModel): string {
  if (!answer || answer.results.length === 0) return '';
  const { hasMore, state } = answer;
  const groups = groupByFile(answer.results);
  const results = groups.reduce((sum, group) => sum + group.results.length, 0);
  const count = hasMore ? `First ${formatCount(results)} results` : countOf(results, 'result');
  const files = countOf(groups.length, 'file');
  return `${count} in ${files}${isPartial(state) ? ', from what is indexed so far' : ''}`;
}
