import { totalsOf, type IndexState } from '../../common/indexState';

/** Fewer files than this change no answer worth moving rows for. */
const leastFiles = 8;

/** Whether so much has been indexed between two states that what was asked in the first is worth asking again. */
export function hasGrown(from: IndexState, to: IndexState): boolean {
  return to.kind === 'building' && filesOf(to) >= Math.max(leastFiles, 2 * filesOf(from));
}

/** While an index is built for the first time, its totals are not counted yet. */
function filesOf(state: IndexState): number {
  const { files } = totalsOf(state);
  return state.kind === 'building' ? Math.max(files, state.done) : files;
}
