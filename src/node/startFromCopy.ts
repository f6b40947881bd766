import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CorpusSettings } from '../common/contracts/engineContract';
import { messageOf, systemCodeOf } from '../common/errors/errors';
import type { Logger } from '../common/logger';
import type { IndexFingerprint } from '../engine/indexing/indexStore';
import { siblingFolders } from './git/worktrees';
import { directoryUse, workspaceDirectory } from './indexDirectory';
import { copyIndex, isCompleteIndex } from './store/copyIndex';
import { fingerprintId } from './store/manifest';
import { readWindowRecords } from './windowRecords';

/** A folder that is opened, and where its index and others are. */
export interface StartFromCopyOptions {
  /** Absolute, with links resolved; for a virtual folder, its URI. */
  readonly folder: string;
  readonly isVirtual: boolean;
  /** Parent directory of the indexes. */
  readonly indexDirectory: string;
  /** As in `FolderOptions`. */
  readonly userDirectory: string | undefined;
  readonly fingerprint: IndexFingerprint;
  readonly corpus: CorpusSettings;
  readonly logger: Logger;
}

/** An existing index with the same fingerprint. */
interface Candidate {
  readonly folder: string;
  readonly source: string;
  readonly isComplete: boolean;
  readonly writtenAtMs: number;
}

/**
 * If a folder has no index in its index directory, copies the index of the same folder from another index directory, or
 * that of another worktree of its repository. The next update compares all files with it by their contents. Without
 * such an index, or if it cannot be copied, nothing is done, and the folder is indexed from scratch. Does not reject.
 */
export async function startFromCopy(options: StartFromCopyOptions): Promise<void> {
  const { folder, isVirtual, indexDirectory, fingerprint, logger } = options;
  if (isVirtual) return;
  const target = path.join(workspaceDirectory(indexDirectory, folder), fingerprintId(fingerprint));
  try {
    if (!(await isMissing(target))) return;
    for (const candidate of await findCandidates(options)) {
      const { source } = candidate;
      const hasForeignStamps = candidate.folder !== folder;
      try {
        await copyIndex({ source, target, fingerprint, hasForeignStamps });
        logger.info(`The index of ${folder} starts as a copy of ${source}`);
        return;
      } catch (error) {
        logger.warn(`The index of ${folder} cannot start as a copy of ${source}: ${messageOf(error)}`);
        if (!(await isMissing(target))) return;
      }
    }
  } catch (error) {
    logger.warn(`No index was found from which that of ${folder} could start: ${messageOf(error)}`);
  }
}

/** Indexes of the folder itself first, then those of its siblings; of each, complete ones first, and the latest first. */
async function findCandidates(options: StartFromCopyOptions): Promise<Candidate[]> {
  const own = await candidatesOf(options.folder, options);
  const siblings: Candidate[] = [];
  for (const folder of await siblingFolders(options.folder)) {
    siblings.push(...(await candidatesOf(folder, options)));
  }
  const bestFirst = (candidates: Candidate[]): Candidate[] =>
    candidates.sort((a, b) => Number(b.isComplete) - Number(a.isComplete) || b.writtenAtMs - a.writtenAtMs);
  return [...bestFirst(own), ...bestFirst(siblings)];
}

/** The indexes of a folder: in the same index directory, in that of the command line, and in those of the windows. */
async function candidatesOf(
  folder: string,
  { indexDirectory, userDirectory: directory, fingerprint, corpus }: StartFromCopyOptions,
): Promise<Candidate[]> {
  const records = directory === undefined ? [] : await readWindowRecords(directory, folder);
  const parents = [indexDirectory, directory, ...records.map((record) => record.indexDirectory)];
  // Until it is compared with the files, the copy may answer with texts that these settings exclude.
  const withSecrets = records.flatMap((record) =>
    record.corpus.includeSecrets === true && corpus.includeSecrets !== true ? [record.indexDirectory] : [],
  );
  const found: Candidate[] = [];
  for (const parent of new Set(await Promise.all(parents.map(realOf)))) {
    if (parent === undefined || withSecrets.includes(parent)) continue;
    const source = path.join(workspaceDirectory(parent, folder), fingerprintId(fingerprint));
    const { writtenAtMs } = await directoryUse(source);
    if (writtenAtMs === undefined) continue;
    const isComplete = await isCompleteIndex(source, fingerprint);
    found.push({ folder, source, isComplete, writtenAtMs });
  }
  return found;
}

async function realOf(directory: string | undefined): Promise<string | undefined> {
  return directory === undefined ? undefined : realpath(directory).catch(() => undefined);
}

async function isMissing(directory: string): Promise<boolean> {
  try {
    await stat(directory);
    return false;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return true;
    throw error;
  }
}
