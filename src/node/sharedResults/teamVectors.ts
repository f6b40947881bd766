import type { SharedCounts } from '../../common/contracts/indexReport';
import type { SharedVectors } from '../../engine/embedding/sharedVectors';
import { EntryReader, type PlaceParts } from './entryReader';
import { EntryWriter } from './entryWriter';

/** Options of {@link teamVectors}. */
export interface TeamVectorsOptions extends PlaceParts {
  /** Write what is missing. Default false. */
  readonly isPublishing?: boolean | undefined;
  /** Delay before the second try to write, milliseconds. Default 500. */
  readonly firstRetryMs?: number | undefined;
}

/** The vectors that a team shares in a place. A reader has no way to write. */
export function teamVectors({
  isPublishing = false,
  firstRetryMs,
  ...parts
}: TeamVectorsOptions): SharedVectors {
  const { place, availability } = parts;
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
    close: () => place.close(),
  };
}
