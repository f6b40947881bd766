import type { IndexFingerprint } from '../../engine/indexing/indexStore';
import type { EntryReader, PlaceParts } from './entryReader';
import type { EntrySigning } from './signing';

/** The index of a folder on this machine. */
export interface FolderOfSnapshots {
  /** Absolute, with links resolved. */
  readonly folder: string;
  /** Directory of the index. */
  readonly directory: string;
  readonly fingerprint: IndexFingerprint;
}

/** What reading and writing snapshots share. */
export interface SnapshotParts extends PlaceParts {
  readonly signing: EntrySigning;
  readonly reader: EntryReader;
}
