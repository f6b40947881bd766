import type { FileReference, SiblingResult } from '../../common/searchResult';
import { compareStamps } from '../corpus/fileStamp';
import { inspectFile, type FileState, type FreshChunk } from '../freshness/freshness';
import type { Shard, ShardFile } from '../indexing/shard';
import type { IndexedPlace } from './folding/sameInOthers';
import type { SearchRoot, SearchTools } from './searchParts';

/** A shard that is searched, and where it belongs. */
export interface PlacedShard {
  readonly root: SearchRoot;
  readonly shard: Shard;
  /** Number of the shard among those of all roots. */
  readonly number: number;
}

/** A place as it is told beside the result that stands for it. */
export function siblingOf(
  { folder, path, startLine, endLine }: Omit<SiblingResult, 'relation'>,
  relation: SiblingResult['relation'],
): SiblingResult {
  return { folder, path, startLine, endLine, relation };
}

/** What files are as of now, each looked at once. */
export class FileStates {
  /** Files that differ from what was indexed. */
  readonly stale: FileReference[] = [];
  private readonly states = new Map<ShardFile, Promise<FileState>>();
  private readonly unchanged = new Map<ShardFile, Promise<boolean>>();

  constructor(
    private readonly placed: readonly PlacedShard[],
    private readonly tools: SearchTools,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** The workspace folder of a shard, as it was opened. */
  folderOf(shard: number): string {
    return this.placed[shard]!.root.folder;
  }

  /** Where a place stands now; undefined where it vanished. */
  async locate(place: IndexedPlace): Promise<FreshChunk | undefined> {
    const { folder, source, corpus } = this.placed[place.shard]!.root;
    let state = this.states.get(place.file);
    if (!state) {
      state = inspectFile(place.file, { source, corpus, ...this.tools }, this.signal);
      this.states.set(place.file, state);
      if ((await state).stale) this.stale.push({ folder, path: place.file.path });
    }
    return (await state).locate(place);
  }

  /** A place in another language as it is now; undefined where it vanished. */
  async sibling(place: IndexedPlace): Promise<SiblingResult | undefined> {
    const { folder } = this.placed[place.shard]!.root;
    const { path } = place.file;
    try {
      const now = (await this.isUnchanged(place)) ? place : await this.locate(place);
      return (
        now && siblingOf({ folder, path, startLine: now.startLine, endLine: now.endLine }, 'translation')
      );
    } catch {
      // Deleted, most likely. The file is not shown, so nothing is said of it.
      return undefined;
    }
  }

  /** Whether a file has the stamp that it was indexed with. Rejects where it cannot be told. */
  private isUnchanged({ shard, file }: IndexedPlace): Promise<boolean> {
    let found = this.unchanged.get(file);
    if (!found) {
      const { source } = this.placed[shard]!.root;
      found = Promise.resolve(source.stat(file.path)).then((now) => compareStamps(now, file) === 'same');
      this.unchanged.set(file, found);
    }
    return found;
  }
}
