import type { IndexSummary } from '../common/contracts/searchResult';
import { countIndex } from './indexing/countIndex';
import type { FolderIndex } from './folderIndex';
import type { SearchRoot } from './searching/searchParts';

/** A folder that is searched: with an index on this machine, or with a published one. */
export type SearchedFolder = Pick<
  FolderIndex,
  'root' | 'summary' | 'noteStale' | 'isUpdating' | 'updateCount' | 'bringForward'
>;

/** A folder that is searched with an index that somebody else publishes: it is never updated from here. */
export class PublishedFolder implements SearchedFolder {
  readonly isUpdating = false;
  readonly updateCount = 0;

  constructor(readonly root: SearchRoot) {}

  summary(): IndexSummary {
    return { state: 'ready', ...countIndex(this.root.store), unreadable: 0 };
  }

  /** Results of a changed file are found in its current text, and the next publication has the change. */
  noteStale(): void {
    // It is not updated from here.
  }

  bringForward(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
