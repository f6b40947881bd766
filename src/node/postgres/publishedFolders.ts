import type { EngineContract } from '../../common/contracts/engineContract';
import type { PublishedSummary, PublishedText } from '../../common/contracts/published';
import { CancelledError } from '../../common/errors/errors';
import type { FolderIndexes } from '../../engine/folderIndexes';
import type { IndexFingerprint } from '../../engine/indexing/indexStore';
import { corpusOptions, resolveFolder } from '../workspaceFolder';
import { openPublished, type OpenedPublished } from './openPublished';

/** The folders that are searched with a published index. */
export class PublishedFolders {
  private readonly opened = new Map<string, OpenedPublished>();
  private isClosed = false;

  constructor(
    private readonly folders: FolderIndexes,
    private readonly fingerprint: IndexFingerprint,
  ) {}

  /**
   * Searches a folder with a published index, in place of any other index of it.
   *
   * @throws SemanticSearchError as `openPublished`, and as `resolveFolder`; CancelledError
   */
  async open(
    { corpus = {}, ...postgres }: EngineContract['openPublished']['params'],
    signal?: AbortSignal,
  ): Promise<PublishedSummary> {
    const root = await resolveFolder(postgres.folder);
    const opened = await openPublished(root, postgres, this.fingerprint, corpusOptions(corpus));
    if (signal?.aborted || this.isClosed) {
      closeLater(opened);
      throw new CancelledError();
    }
    const former = this.opened.get(postgres.folder);
    this.opened.set(postgres.folder, opened);
    this.folders.add(opened.folder);
    if (former) closeLater(former);
    return opened.summary;
  }

  /**
   * A file as it is published; null if the folder is not searched with a published index, or has no such file.
   *
   * @throws SemanticSearchError as `OpenedPublished.textOf`
   */
  async textOf(folder: string, path: string): Promise<PublishedText | null> {
    return (await this.opened.get(folder)?.textOf(path)) ?? null;
  }

  /** Stops searching a folder with its published index, if it is. */
  remove(folder: string): void {
    const opened = this.opened.get(folder);
    if (!opened) return;
    this.opened.delete(folder);
    this.folders.remove(opened.folder);
    closeLater(opened);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.opened.values()].map((one) => one.close()));
  }
}

/** Not awaited: a server that is gone answers late. */
function closeLater(opened: OpenedPublished): void {
  opened.close().catch(() => undefined);
}
