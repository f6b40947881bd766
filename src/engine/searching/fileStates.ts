import type { FileReference, SiblingResult } from '../../common/contracts/searchResult';
import { compareStamps } from '../corpus/fileStamp';
import { inspectFile, type FileState, type FreshChunk } from '../freshness/freshness';
import type { Shard, ShardFile } from '../indexing/shard';
import type { ChunkReference, IndexedPlace } from './folding/sameInOthers';
import { placeOf } from './hits';
import type { RecentFiles } from './recentFiles';
import type { SearchRoot, SearchTools } from './searchParts';

/** A searched shard and its workspace folder. */
export interface PlacedShard {
  readonly root: SearchRoot;
  readonly shard: Shard;
  /** Number of the shard among those of all roots. */
  readonly number: number;
}

/** A place as it is listed beside the result that represents it. */
export function siblingOf(
  { folder, path, startLine, endLine }: Omit<SiblingResult, 'relation'>,
  relation: SiblingResult['relation'],
): SiblingResult {
  return { folder, path, startLine, endLine, relation };
}

/** The current state of files, each checked once. */
export class FileStates {
  /** Files that differ from their indexed state. */
  readonly stale: FileReference[] = [];
  private readonly states = new Map<ShardFile, Promise<FileState>>();
  private readonly unchanged = new Map<ShardFile, Promise<boolean>>();

  constructor(
    private readonly placed: readonly PlacedShard[],
    private readonly tools: SearchTools,
    private readonly recent: RecentFiles,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** The workspace folder of a shard, as it was opened. */
  folderOf(shard: number): string {
    return this.placed[shard]!.root.folder;
  }

  /** Current position of a place; undefined if it is gone. */
  async locate(place: IndexedPlace): Promise<FreshChunk | undefined> {
    let state = this.states.get(place.file);
    if (!state) {
      state = this.inspect(place);
      this.states.set(place.file, state);
      const { path } = place.file;
      if ((await state).stale) this.stale.push({ folder: this.folderOf(place.shard), path });
    }
    return (await state).locate(place);
  }

  private async inspect({ shard, file }: IndexedPlace): Promise<FileState> {
    const recent = this.recent.get(file);
    if (recent && (await this.isUnchanged(shard, file).catch(() => false))) return recent;
    const { source, corpus } = this.placed[shard]!.root;
    const state = await inspectFile(file, { source, corpus, ...this.tools }, this.signal);
    this.recent.keep(file, state);
    return state;
  }

  /** Current state of a chunk that is folded into a result; undefined if it is gone. */
  async sibling(
    { shard: number, chunk }: ChunkReference,
    relation: SiblingResult['relation'],
  ): Promise<SiblingResult | undefined> {
    const { root, shard } = this.placed[number]!;
    const { folder } = root;
    const file = shard.files[shard.chunks.files[chunk]!]!;
    const { path } = file;
    try {
      const now = (await this.isUnchanged(number, file))
        ? { startLine: shard.chunks.startLines[chunk]!, endLine: shard.chunks.endLines[chunk]! }
        : await this.locate({ ...placeOf(shard, chunk), shard: number });
      return now && siblingOf({ folder, path, startLine: now.startLine, endLine: now.endLine }, relation);
    } catch {
      // Most likely deleted. The file is not shown, so no error is reported.
      return undefined;
    }
  }

  /** Whether a file has the stamp that it was indexed with. Rejects if the stamp cannot be read. */
  private isUnchanged(shard: number, file: ShardFile): Promise<boolean> {
    let found = this.unchanged.get(file);
    if (!found) {
      const { source } = this.placed[shard]!.root;
      found = Promise.resolve(source.stat(file.path)).then((now) => compareStamps(now, file) === 'same');
      this.unchanged.set(file, found);
    }
    return found;
  }
}
