import type { SharedCounts } from '../../common/contracts/indexReport';
import type { SharedVectors } from '../../engine/embedding/sharedVectors';
import { EntryReader, type PlaceParts } from './entryReader';
import { EntryWriter } from './entryWriter';
import type { IndexSnapshots } from '../../engine/indexing/indexSnapshots';
import type { FolderOfSnapshots } from './snapshotParts';
import { teamSnapshots } from './teamSnapshots';

/** Options of {@link teamVectors}. */
export interface TeamVectorsOptions extends PlaceParts {
  /** Write what is missing. Default false. */
  readonly isPublishing?: boolean | undefined;
  /** Delay before the second try to write, milliseconds. Default 500. */
  readonly firstRetryMs?: number | undefined;
}

/** What a team shares in a place. */
export interface TeamResults extends SharedVectors {
  /** The snapshots of a folder. Undefined without a key to sign or to check with: snapshots have to be signed. */
  readonly snapshots?: ((of: FolderOfSnapshots) => IndexSnapshots) | undefined;
}

/** The results that a team shares in a place. A reader has no way to write. */
export function teamVectors({
  isPublishing = false,
  firstRetryMs,
  ...parts
}: TeamVectorsOptions): TeamResults {
  const { place, availability, form } = parts;
  const { signing } = form;
  const reader = new EntryReader(parts, (name, isWhole) => writer?.noteRead(name, isWhole));
  const writer = isPublishing ? new EntryWriter({ ...parts, reader, firstRetryMs }) : undefined;
  return {
    get counts(): SharedCounts {
      const { vectors, found, absent, bad } = reader;
      const { written = 0, present = 0, unwritten = 0 } = writer ?? {};
      const fault = writer?.fault ?? availability.fault;
      return { place: place.name, vectors, found, absent, bad, written, present, unwritten, fault };
    },
    read: (files, signal) => reader.read(files, signal),
    ...(writer && { write: (files, signal) => writer.write(files, signal) }),
    ...(signing && { snapshots: (of) => teamSnapshots({ ...parts, signing, reader }, of, writer) }),
    close: () => place.close(),
  };
}
