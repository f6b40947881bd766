import type { PathReason } from '../../common/contracts/indexReport';
import type {
  InventoryDirectory,
  InventoryEntry,
  InventoryFile,
} from '../../common/contracts/inventoryContract';
import { readDetail } from '../../common/messages/detailForm';
import type { CorpusFile, SkippedFile } from '../corpus/corpusFile';
import { decidingFile } from '../corpus/decidingFile';
import type { DirectoryItem } from '../corpus/directoryReader';
import { compareStamps } from '../corpus/fileStamp';
import type { IndexStore } from '../indexing/indexStore';
import type { ShardFile } from '../indexing/shard';
import { countBelow, countReasonsBelow } from './directoryTable';
import type { RunMemory } from './runMemory';

/** The data that determines the state of an entry. */
export interface InventorySources {
  readonly store: Pick<IndexStore, 'shards' | 'unread'>;
  readonly runs: Pick<RunMemory, 'skipped' | 'error'>;
}

/**
 * The index state of a corpus entry.
 *
 * @param record its index record
 */
export function entryOf(
  item: DirectoryItem,
  record: ShardFile | undefined,
  sources: InventorySources,
): InventoryEntry {
  switch (item.type) {
    case 'directory':
      return openDirectory(item.path.slice(0, -1), sources);
    case 'skipped':
      return leftOut(item.skipped);
    case 'file':
      return fileEntry(item.file, record, sources);
  }
}

/** A file or directory that is in the index but no longer on disk. */
export function removedFile(record: ShardFile): InventoryFile {
  return { ...fileOf(record.path), state: 'waiting', reason: 'removed', chunks: record.chunkCount };
}

/** As {@link removedFile}. */
export function removedDirectory(path: string, { store }: InventorySources): InventoryDirectory {
  const below = { ...countBelow(store, path), skipped: 0, failed: 0 };
  return { type: 'directory', path, name: nameOf(path), state: 'waiting', reason: 'removed', below };
}

function openDirectory(path: string, { store, runs }: InventorySources): InventoryEntry {
  // A directory may be left out because of its contents, which only the run that entered it knows.
  const found = runs.skipped.length > 0 && findDirectory(runs.skipped, `${path}/`);
  if (found) return leftOut(found);
  const below = {
    ...countBelow(store, path),
    skipped: countReasonsBelow(runs.skipped, path),
    failed: countReasonsBelow(store.unread.paths, path),
  };
  const unread = unreadPaths(store).get(`${path}/`);
  const state = unread
    ? ({ state: 'failed', reason: 'unreadable', detail: readDetail(unread.reason) } as const)
    : ({ state: 'indexed' } as const);
  return { type: 'directory', path, name: nameOf(path), ...state, below };
}

/** The report is sorted by path. */
function findDirectory(reasons: readonly PathReason[], path: string): PathReason | undefined {
  let low = 0;
  let high = reasons.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reasons[middle]!.path < path) low = middle + 1;
    else high = middle;
  }
  const found = reasons[low];
  return found?.path === path && decidingFile(found.detail) !== undefined ? found : undefined;
}

function leftOut({ path, reason, detail }: SkippedFile | PathReason): InventoryEntry {
  const state = reason === 'unreadable' ? 'failed' : 'skipped';
  const cause = { state, reason, ...(detail !== undefined && { detail }) } as const;
  if (!path.endsWith('/')) return { ...fileOf(path), ...cause, chunks: 0 };
  const directory = path.slice(0, -1);
  const below = { indexed: 0, chunks: 0, skipped: 0, failed: 0 };
  return { type: 'directory', path: directory, name: nameOf(directory), ...cause, below };
}

function fileEntry(
  found: CorpusFile,
  record: ShardFile | undefined,
  { store, runs }: InventorySources,
): InventoryFile {
  const { path, sizeBytes, mtimeMs } = found;
  const file = { ...fileOf(path), chunks: record?.chunkCount ?? 0, sizeBytes, changedAtMs: mtimeMs };
  const known = { ...file, ...(record && { language: record.language }) };
  if (record && compareStamps(record, found) !== 'time') {
    if (record.skip) return { ...file, state: 'skipped', ...record.skip };
    return { ...known, ...provisionalOf(record), ...withoutVectorOf(record) };
  }
  const failure = unreadPaths(store).get(path);
  if (failure) return { ...known, state: 'failed', reason: 'error', detail: failure.reason };
  if (runs.error) return { ...known, state: 'failed', reason: runs.error.code, error: runs.error };
  return { ...known, state: 'waiting', reason: record ? 'changed' : 'new' };
}

function withoutVectorOf({ withoutVector }: ShardFile): Pick<InventoryFile, 'withoutVector'> {
  if (!withoutVector) return {};
  const { chunks, message } = withoutVector;
  return { withoutVector: { chunks, message } };
}

function provisionalOf({ provisional }: ShardFile): Pick<InventoryFile, 'state' | 'reason' | 'detail'> {
  if (provisional === undefined) return { state: 'indexed' };
  return { state: 'indexed', reason: 'provisional', detail: provisional };
}

const unreadByPath = new WeakMap<readonly PathReason[], ReadonlyMap<string, PathReason>>();

function unreadPaths({ unread }: InventorySources['store']): ReadonlyMap<string, PathReason> {
  let byPath = unreadByPath.get(unread.paths);
  if (!byPath) {
    byPath = new Map(unread.paths.map((one) => [one.path, one]));
    unreadByPath.set(unread.paths, byPath);
  }
  return byPath;
}

function fileOf(path: string): { type: 'file'; path: string; name: string } {
  return { type: 'file', path, name: nameOf(path) };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
