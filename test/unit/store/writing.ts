import type { IndexStore, IndexUpdate, IndexWriter } from '../../../src/engine/indexing/indexStore';

/** Writes to an index, as a run does. */
export async function write(
  store: IndexStore,
  work: (writer: IndexWriter) => Promise<unknown>,
): Promise<void> {
  const writer = await store.openWriter();
  try {
    await work(writer);
  } finally {
    await writer.close();
  }
}

/** Stores one update. */
export function commit(store: IndexStore, update: IndexUpdate): Promise<void> {
  return write(store, (writer) => writer.commit(update));
}

/** Records that a full run has finished. */
export function markComplete(store: IndexStore): Promise<void> {
  return write(store, (writer) => writer.markComplete());
}

/** A write permit for tests without other writers. */
export const permit = { check: (): Promise<void> => Promise.resolve() };
