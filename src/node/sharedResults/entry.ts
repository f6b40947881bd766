import type { QuantizedVector } from '../../engine/embedding/quantize';
import type { EntryName } from './entryNames';
import { isSignedFor, seal, sealBytes, unseal } from './seal';
import { signatureBytes, type EntrySigning } from './signing';

const magic = 0x53_53_56_31; // SSV1
/** Format of an entry without and with a signature. */
const formats = { unsigned: 1, signed: 2 } as const;
/** Magic (4), format (2), dimensions (2), rows (4). */
const headBytes = 12;
/** Key of a document. */
const rowKeyBytes = 16;

/** Vectors by the keys of their documents, as `ContentHash` gives them. */
export type EntryVectors = ReadonlyMap<string, QuantizedVector>;

/** What entries look like. */
export interface EntryForm {
  readonly dimensions: number;
  /** If set, an entry has to be signed. */
  readonly signing?: EntrySigning | undefined;
}

/** Size of an entry, bytes. */
export function entrySize(rows: number, dimensions: number, isSigned: boolean): number {
  const sealed = headBytes + rows * (rowKeyBytes + dimensions) + sealBytes;
  return isSigned ? sealed + signatureBytes : sealed;
}

/**
 * The bytes of an entry: a head, and the rows encrypted and authenticated with AES-256-GCM. A vector is stored as the
 * index stores it, in int8. Its scale is not stored because it follows from the numbers, so that an entry has no
 * number that might be infinite. A signature over all of it and the name follows if there is a key to sign with.
 *
 * @param vectors each of `dimensions` numbers, none of zeros
 */
export function sealEntry(
  name: EntryName,
  vectors: EntryVectors,
  { dimensions, signing }: EntryForm,
): Uint8Array {
  const head = headOf(vectors.size, dimensions, signing?.sign !== undefined);
  const rows = Buffer.alloc(vectors.size * (rowKeyBytes + dimensions));
  let at = 0;
  for (const [rowKey, { data }] of vectors) {
    rows.write(rowKey, at, 'hex');
    rows.set(new Uint8Array(data.buffer, data.byteOffset, dimensions), at + rowKeyBytes);
    at += rowKeyBytes + dimensions;
  }
  return seal(name, head, rows, signing);
}

/**
 * Reads an entry.
 *
 * @param most rows that it may have
 * @returns its vectors; or why it cannot be used: it is damaged, belongs to another name, was not made with the secret of
 *   the team, is not signed with its key, or has vectors that no version of this program writes
 */
export function openEntry(
  bytes: Uint8Array,
  name: EntryName,
  { dimensions, signing, most }: EntryForm & { readonly most: number },
): EntryVectors | string {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (whole.length < entrySize(0, dimensions, false)) return 'too short';
  const rows = whole.readUInt32BE(8);
  const isSigned = whole.readUInt16BE(4) === formats.signed;
  if (rows > most) return 'more rows than the file has chunks';
  if (!whole.subarray(0, headBytes).equals(headOf(rows, dimensions, isSigned))) return 'another format';
  if (whole.length !== entrySize(rows, dimensions, isSigned)) return 'wrong size';
  const all = whole.subarray(0, entrySize(rows, dimensions, false));
  if (signing) {
    if (!isSigned) return 'not signed';
    if (!isSignedFor(name, all, whole.subarray(all.length), signing)) return 'wrong signature';
  }
  const plain = unseal(name, headBytes, all);
  return plain ? readRows(plain, rows, dimensions) : 'wrong checksum';
}

function readRows(plain: Buffer, rows: number, dimensions: number): EntryVectors | string {
  const vectors = new Map<string, QuantizedVector>();
  for (let row = 0, at = 0; row < rows; row++, at += rowKeyBytes + dimensions) {
    const rowKey = plain.toString('hex', at, at + rowKeyBytes);
    // A copy, so that a kept vector does not keep the whole entry in memory.
    const data = Int8Array.from(new Int8Array(plain.buffer, plain.byteOffset + at + rowKeyBytes, dimensions));
    const scale = scaleOf(data);
    if (scale === undefined) return 'not a vector';
    vectors.set(rowKey, { data, scale });
  }
  return vectors;
}

/** The scale as `quantize` computes it; undefined if `quantize` never writes such numbers: its largest is 127 or -127. */
export function scaleOf(data: Int8Array): number | undefined {
  let largest = 0;
  let squares = 0;
  for (const number of data) {
    largest = Math.max(largest, Math.abs(number));
    squares += number * number;
  }
  return largest === 127 ? Math.fround(1 / Math.sqrt(squares)) : undefined;
}

function headOf(rows: number, dimensions: number, isSigned: boolean): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(magic, 0);
  head.writeUInt16BE(isSigned ? formats.signed : formats.unsigned, 4);
  head.writeUInt16BE(dimensions, 6);
  head.writeUInt32BE(rows, 8);
  return head;
}
