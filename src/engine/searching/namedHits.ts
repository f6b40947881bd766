import { workspaceFolderName } from '../../common/query/queryFilters';
import { isInCode, isPathAlone } from '../pasted/pathMentions';
import type { Evidence, RankedFile } from '../ranking/rank';
import { textWithPaths } from '../retrieval/query';
import { definitionHits } from './definitionHits';
import type { FileStates } from './fileStates';
import type { Hit } from './hits';
import { importedHits } from './importedHits';
import { pastedHits, searchedFiles } from './pastedHits';
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
  const text = textWithPaths(evidence.query);
  const hasLine = pasted.some(({ lines }) => lines);
  const { names, imported } = evidence.query.pasted ?? {};
  if (imported) {
    const files = searchedFiles(evidence, folderName);
    const first = await importedHits(evidence, ranked, states, imported, files);
    if (first.length > 0) {
      const { hits, isUnique } = await verbatimHits(evidence, ranked, states, limit);
      // A line of one file is meant itself; a frequent line is pasted to find what it imports.
      return { hits: distinctHits(isUnique ? [...hits, ...first] : [...first, ...hits]), isAll: false };
    }
  }
  const defined =
    names && !hasLine ? await definitionHits(evidence, ranked, states, names, { needsScope: false }) : [];
  if (pasted.length > 0 && isPathAlone(text) && defined.length === 0) return { hits: pasted, isAll: false };
  const verbatim = await verbatimHits(evidence, ranked, states, limit);
  if (defined.length > 0 && !verbatim.isToTheLetter)
    return { hits: definedIn(defined, pasted), isAll: false };
  // A line of code or a message may contain a path: if the line exists, or if it is code, it is meant.
  if (pasted.length === 0 || verbatim.isToTheLetter) return verbatim;
  if (hasLine) return { hits: withLines(pasted, verbatim.hits), isAll: false };
  const isInPasted = verbatim.hits.some(({ file }) => pasted.some((hit) => hit.file === file));
  if (isInCode(text) || (verbatim.isWhole && !isInPasted)) return verbatim;
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

/** The definitions in the files that are named, otherwise all, then these files. */
function definedIn(defined: readonly Hit[], pasted: readonly Hit[]): Hit[] {
  const inPasted = defined.filter(({ file }) => pasted.some((hit) => hit.file === file));
  const first = inPasted.length > 0 ? inPasted : defined;
  return [...first, ...pasted.filter(({ file }) => !first.some((hit) => hit.file === file))];
}

/** Each chunk once. */
function distinctHits(hits: readonly Hit[]): Hit[] {
  const seen = new Set<string>();
  return hits.filter(({ shard, chunk }) => {
    const key = `${shard}/${chunk}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
