import type { FileRecord } from '../../engine/indexing/indexedFile';

/** The stamp of a file as it is stored. Unknown values are null, or omitted at the end. */
export type StampRow = readonly [
  sizeBytes: number,
  mtimeMs: number,
  ctimeMs?: number | null,
  inode?: number | null,
  racy?: 1,
];

type Stamp = Pick<FileRecord, 'sizeBytes' | 'mtimeMs' | 'ctimeMs' | 'inode' | 'racy'>;

/** The shortest row that keeps all known values. */
export function stampRowOf({ sizeBytes, mtimeMs, ctimeMs, inode, racy }: Stamp): StampRow {
  if (racy) return [sizeBytes, mtimeMs, ctimeMs ?? null, inode ?? null, 1];
  if (inode !== undefined) return [sizeBytes, mtimeMs, ctimeMs ?? null, inode];
  return ctimeMs === undefined ? [sizeBytes, mtimeMs] : [sizeBytes, mtimeMs, ctimeMs];
}

/** Whether a value that was read has the form of a row. */
export function isStampRow(row: unknown): row is StampRow {
  return (
    Array.isArray(row) &&
    row.length >= 2 &&
    row.length <= 5 &&
    row.every((value, i) => typeof value === 'number' || (value === null && (i === 2 || i === 3)))
  );
}

/** The stamp of a row; unknown values are missing. */
export function parseStamp([sizeBytes, mtimeMs, ctimeMs, inode, racy]: StampRow): Stamp {
  return {
    sizeBytes,
    mtimeMs,
    ...(typeof ctimeMs === 'number' && { ctimeMs }),
    ...(typeof inode === 'number' && { inode }),
    ...(racy === 1 && { racy: true }),
  };
}
