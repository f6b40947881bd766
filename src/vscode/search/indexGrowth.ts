import { totalsOf, type IndexState } from '../../common/contracts/indexState';

/** Fewer new files than this rarely change an answer enough to reorder rows. */
const leastFiles = 8;

/** Whether the index has grown enough between two states to repeat a query. */
export function hasGrown(from: IndexState, to: IndexState): boolean {
  return to.kind === 'building' && filesOf(to) >= Math.max(leastFiles, 2 * filesOf(from));
}

/** During the first build the totals are not counted yet. */
function filesOf(state: IndexState): number {
  const { files } = totalsOf(state);
  return state.kind === 'building' ? Math.max(files, state.done) : files;
}
