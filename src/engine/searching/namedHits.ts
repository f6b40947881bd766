import { workspaceFolderName } from '../../common/query/queryFilters';
import { isPathAlone } from '../pasted/pathMentions';
import type { Evidence, RankedFile } from '../ranking/rank';
import type { FileStates } from './fileStates';
import { pastedHits } from './pastedHits';
import { verbatimHits, type VerbatimHits } from './verbatimHits';

/**
 * Hits for the paths that the query names, otherwise for its exact text.
 *
 * @param limit most results
 */
export async function namedHits(
  evidence: Evidence,
  ranked: readonly RankedFile[],
  states: FileStates,
  limit: number,
): Promise<Pick<VerbatimHits, 'hits' | 'isAll'>> {
  const folderName = (shard: number): string => workspaceFolderName(states.folderOf(shard)).toLowerCase();
  const pasted = pastedHits(evidence, ranked, folderName);
  if (pasted.length > 0 && isPathAlone(evidence.query.text)) return { hits: pasted, isAll: false };
  const verbatim = await verbatimHits(evidence, ranked, states, limit);
  // A line of code may contain a path: if the exact line exists, it is the answer.
  if (pasted.length === 0 || verbatim.isToTheLetter) return verbatim;
  return { hits: pasted, isAll: false };
}
