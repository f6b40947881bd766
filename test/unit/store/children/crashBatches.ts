import type { IndexedFile } from '../../../../src/engine/indexing/indexedFile';
import { random } from '../random';
import { syntheticFile, testFingerprint } from '../syntheticFiles';

export const crashFingerprint = testFingerprint({ dimensions: 64 });

/** The same 120 paths in each batch, with content derived from the batch number; the size is that number. */
export function batchFiles(batch: number): IndexedFile[] {
  const next = random(batch + 1);
  return Array.from({ length: 120 }, (_, i) => ({
    ...syntheticFile(`src/file${i}`, crashFingerprint.dimensions, next, 3),
    sizeBytes: batch,
  }));
}

/** Three new files per batch, all below `prefix`. */
export function ownFiles(prefix: string, batch: number): IndexedFile[] {
  const next = random(batch);
  return Array.from({ length: 3 }, (_, i) =>
    syntheticFile(`${prefix}/${batch}/${i}`, crashFingerprint.dimensions, next, 3),
  );
}
