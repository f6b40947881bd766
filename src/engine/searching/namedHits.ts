import { workspaceFolderName } from '../../common/query/queryFilters';
import { isPathAlone } from '../pasted/pathMentions';
import type { Evidence, RankedFile } from '../ranking/rank';
import { textWithPaths } from '../retrieval/query';
import type { FileStates } from './fileStates';
import type { Hit } from './hits';
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
  if (pasted.length > 0 && isPathAlone(textWithPaths(evidence.query))) return { hits: pasted, isAll: false };
  const verbatim = await verbatimHits(evidence, ranked, states, limit);
  // A line of code may contain a path: if the exact line exists, it is the answer.
  if (pasted.length === 0 || verbatim.isToTheLetter) return verbatim;
  return { hits: withLines(pasted, verbatim.hits), isAll: false };
}

/** Files that are named without a line, at the line of the text that follows the path, as in the output of grep. */
function withLines(pasted: readonly Hit[], verbatim: readonly Hit[]): Hit[] {
  return pasted.map((hit) => {
    if (hit.lines) return hit;
    const found = verbatim.find(({ shard, file }) => shard === hit.shard && file === hit.file);
    const { score, namedBy, matchedBy } = hit;
    return found ? { ...found, score, namedBy, matchedBy } : hit;
  });
}
