import type { PastedImport } from '../pasted/importIn';
import { filesMentioned, type SearchedFiles } from '../pasted/resolveMention';
import type { Evidence, RankedFile } from '../ranking/rank';
import { definitionHits } from './definitionHits';
import type { FileStates } from './fileStates';
import type { Hit } from './hits';
import { hitsOfFiles } from './pastedHits';

/** A module without a folder may be any file with that name: with more of them, none is meant. */
const mostFiles = 3;

/** Hits for the definitions of the imported names; for its file, if none of them is found. */
export async function importedHits(
  evidence: Evidence,
  ranked: readonly RankedFile[],
  states: FileStates,
  { names, files, extensions }: PastedImport,
  searched: SearchedFiles,
): Promise<Hit[]> {
  const found: Hit[] = [];
  const isPossible = (path: string): boolean => extensions?.some((one) => path.endsWith(one)) ?? true;
  for (const name of names) {
    for (const hit of await definitionHits(evidence, ranked, states, name, { isPossible })) {
      if (!found.some(({ shard, chunk }) => shard === hit.shard && chunk === hit.chunk)) found.push(hit);
    }
  }
  if (found.length > 0) return found;
  for (const segments of files) {
    const mentioned = filesMentioned({ segments, isAbsolute: false, start: 0, end: 0 }, searched);
    if (mentioned.length > 0 && mentioned.length <= mostFiles)
      return hitsOfFiles(evidence, ranked, mentioned);
  }
  return [];
}
