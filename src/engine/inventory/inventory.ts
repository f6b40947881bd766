import type { ProviderSummary } from '../../common/contracts/providerInfo';
import type {
  DirectoryInventory,
  IgnoreRule,
  InventoryEntry,
  KeptBy,
  PathExplanation,
} from '../../common/contracts/inventoryContract';
import type { Text } from '../../common/messages/message';
import type { CorpusOptions } from '../corpus/corpusOptions';
import { defaultMaxFileSizeBytes } from '../corpus/corpusOptions';
import { maxIgnoreFileBytes } from '../corpus/repository';
import { FileAssociations } from '../corpus/fileAssociations';
import type { FileSource } from '../corpus/fileSource';
import { IncludeFilter } from '../corpus/globFilter';
import { inspectName, isGenerated } from '../corpus/inspectName';
import { sizeLimitOf } from '../corpus/sizeLimit';
import { filesWithoutVector } from '../indexing/countIndex';
import type { IndexStore } from '../indexing/indexStore';
import type { FileRecord } from '../indexing/indexedFile';
import { countReasons } from '../indexing/summarizeRun';
import { countReasonsBelow, indexedDirectory } from './directoryTable';
import { entryOf, removedDirectory, removedFile } from './entryOf';
import { judgePath, readLevel } from './readLevel';
import type { RunMemory } from './runMemory';

/** Dependencies of the inventory of a workspace folder. */
export interface InventoryParts {
  readonly source: FileSource;
  readonly corpus: CorpusOptions;
  readonly store: Pick<IndexStore, 'shards' | 'unread'>;
  readonly runs: RunMemory;
}

/** Options of {@link listDirectory}. */
export interface ListOptions {
  /** Leaves out completely indexed files. Default false. */
  readonly unindexed?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** More rows than a user reads, and few enough to be sent to another thread without a noticeable delay. */
const listedEntries = 1000;

/**
 * The index state of the entries directly in a directory. Reads that directory and those above it, and no files
 * except ignore files.
 *
 * @param directory `''` for the workspace folder
 * @throws the system's error if the workspace folder cannot be listed; CancelledError
 */
export async function listDirectory(
  parts: InventoryParts,
  directory: string,
  { unindexed = false, signal }: ListOptions = {},
): Promise<DirectoryInventory> {
  const { source, corpus, store, runs } = parts;
  const items = (await readLevel(source, corpus, directory, signal)) ?? [];
  const known = indexedDirectory(store, directory);
  const entries = new Map<string, InventoryEntry>();
  for (const item of items) {
    const path =
      item.type === 'file' ? item.file.path : item.type === 'skipped' ? item.skipped.path : item.path;
    const entry = entryOf(item, known.files.get(path), parts);
    entries.set(entry.path, entry);
  }
  for (const [path, record] of known.files) {
    if (!entries.has(path) && !record.skip) entries.set(path, removedFile(record));
  }
  for (const name of known.directories) {
    const path = directory === '' ? name : `${directory}/${name}`;
    if (!entries.has(path)) entries.set(path, removedDirectory(path, parts));
  }
  const wanted = [...entries.values()].filter(
    (entry) =>
      !unindexed ||
      entry.type === 'directory' ||
      entry.state !== 'indexed' ||
      entry.withoutVector !== undefined,
  );
  const notListed = Math.max(0, wanted.length - listedEntries);
  return {
    entries: wanted.sort(byTypeAndName).slice(0, listedEntries),
    ...(notListed > 0 && { notListed }),
    below: {
      ...known.below,
      skipped: countReasonsBelow(runs.skipped, directory),
      failed: directory === '' ? store.unread.count : countReasonsBelow(store.unread.paths, directory),
    },
    ...(directory === '' && { skippedBy: countReasons(runs.skipped), withoutVectorBy: countByCode(store) }),
    ...(runs.whole && { lastRun: runs.whole }),
  };
}

/**
 * The index state of one file or directory, and the reason for it.
 *
 * @throws as {@link listDirectory}
 */
export async function explainPath(
  parts: InventoryParts & { readonly provider: ProviderSummary },
  path: string,
  signal?: AbortSignal,
): Promise<PathExplanation> {
  const { source, corpus, store, provider } = parts;
  const language = new FileAssociations(corpus.text).languageOf(path);
  const limit = sizeLimitOf(path, corpus.maxFileSizeBytes ?? defaultMaxFileSizeBytes, language);
  const limits = { maxFileSizeBytes: limit, provider };
  if (path === '') {
    const { below } = await listDirectory(parts, '', { signal });
    return { path, ...limits, entry: { type: 'directory', path, name: '', state: 'indexed', below } };
  }
  const directory = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const record = indexedDirectory(store, directory).files.get(path);
  let keptAt: string | undefined;
  const item = await judgePath(source, corpus, path, signal, (_, origin) => {
    keptAt = origin;
  });
  if (!item) return { path, ...limits, ...(record && { entry: removedFile(record) }) };
  const entry = entryOf(item, record, parts);
  const rule = entry.reason === 'ignored' ? await findRule(source, entry.detail) : undefined;
  return {
    path,
    entry,
    ...(entry.path !== path && { leftOutWith: entry.path }),
    ...(rule && { rule }),
    ...(await findKeeper(parts, entry, keptAt, record)),
    ...limits,
  };
}

/** @param origin the line of an ignore file that re-included it, or the nearest directory above it */
async function findKeeper(
  { source, corpus }: InventoryParts,
  { path, type }: InventoryEntry,
  origin: string | undefined,
  record: Pick<FileRecord, 'secret' | 'generated'> | undefined,
): Promise<{ keptBy?: KeptBy }> {
  const rule = await findRule(source, origin);
  const include = new IncludeFilter(corpus.include ?? []).find(path);
  const secretName =
    type === 'file' && corpus.includeSecrets === true && inspectName(path, false)?.reason === 'secret';
  const name = type === 'file' ? inspectName(path, true) : undefined;
  const isMadeByTools = (name && isGenerated(name)) === true || record?.generated !== undefined;
  const includeGenerated = isMadeByTools
    ? new IncludeFilter(corpus.includeGenerated ?? []).find(path)
    : undefined;
  const keptBy: KeptBy = {
    ...(rule && { rule }),
    ...(include !== undefined && { include }),
    ...(secretName && { secretName }),
    ...(record?.secret !== undefined && { secretContent: record.secret }),
    ...(includeGenerated !== undefined && { includeGenerated }),
  };
  return Object.keys(keptBy).length > 0 ? { keptBy } : {};
}

const decoder = new TextDecoder();
/** Most characters shown of a line of an ignore file, which may be very long. */
const shownCharacters = 1000;

/** @param origin as in `IgnoreDecision` */
async function findRule(source: FileSource, origin: Text | undefined): Promise<IgnoreRule | undefined> {
  const [, path, number] = /^(.+):(\d+)$/s.exec(typeof origin === 'string' ? origin : '') ?? [];
  if (path === undefined) return undefined;
  const line = Number(number);
  // The source cannot read files outside the workspace folder.
  if (isOutside(path)) return { path, line };
  try {
    const text = decoder
      .decode(await source.readFile(path, maxIgnoreFileBytes))
      .split('\n')
      [line - 1]?.trim()
      .slice(0, shownCharacters);
    return { path, line, text };
  } catch {
    return { path, line };
  }
}

/** Whether this is how `IgnoreDecision.origin` names files outside the workspace folder. */
function isOutside(path: string): boolean {
  return /^(?:\.\.\/|~\/|\/|[A-Za-z]:\/)/.test(path);
}

function countByCode(store: InventoryParts['store']): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of filesWithoutVector(store)) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** Created on first use, because the first use of `Intl` is slow. */
let collator: Intl.Collator | undefined;

function byTypeAndName(a: InventoryEntry, b: InventoryEntry): number {
  if (a.type !== b.type) return a.type === 'directory' ? -1 : 1;
  collator ??= new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  return collator.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);
}
