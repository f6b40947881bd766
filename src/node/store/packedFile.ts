import { crc32 } from 'node:zlib';

/** The content is not what was written: truncated, changed, or not in this format. */
export class CorruptFileError extends Error {
  override readonly name = 'CorruptFileError';
}

/** The content appears intact, but has the format of another version of this program. */
export class ForeignFormatError extends Error {
  override readonly name = 'ForeignFormatError';
}

/** Any typed array. */
export type Column = Uint8Array | Int8Array | Uint16Array | Uint32Array | Int32Array | Float32Array;

/** "SEMSHARD" */
const magic = Uint8Array.of(0x53, 0x45, 0x4d, 0x53, 0x48, 0x41, 0x52, 0x44);

/** Bytes 0 to 7 magic, then in uint32: version, checksum, length of the file, number of sections. */
const headerBytes = 24;
const versionAt = 8;
const checksumAt = 12;
const lengthAt = 16;
const countAt = 20;

/** Every section starts at a multiple of this, so that any typed array can be a view on it. */
const alignment = 8;
const align = (position: number): number => Math.ceil(position / alignment) * alignment;

/**
 * Packs columns into one file: header, the length of each section in uint32, the sections. All numbers use the byte
 * order of the machine; the store opens only on little-endian machines.
 */
export function packColumns(version: number, columns: readonly Column[]): Buffer<ArrayBuffer> {
  const start = align(headerBytes + columns.length * 4);
  const total = columns.reduce((position, column) => align(position + column.byteLength), start);
  const file = Buffer.alloc(total);
  const header = new DataView(file.buffer, file.byteOffset, start);
  file.set(magic);
  header.setUint32(versionAt, version, true);
  header.setUint32(lengthAt, total, true);
  header.setUint32(countAt, columns.length, true);
  let position = start;
  columns.forEach((column, i) => {
    header.setUint32(headerBytes + i * 4, column.byteLength, true);
    file.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), position);
    position = align(position + column.byteLength);
  });
  header.setUint32(checksumAt, crc32(file.subarray(lengthAt)), true);
  return file;
}

/**
 * The sections of a packed file, as views on it; copied only if the address of `bytes` is not aligned.
 *
 * @throws CorruptFileError, ForeignFormatError
 */
export function unpackColumns(version: number, bytes: Uint8Array, sections: number): Uint8Array[] {
  const file = bytes.byteOffset % alignment === 0 ? bytes : Uint8Array.from(bytes);
  if (file.length < headerBytes || magic.some((byte, i) => file[i] !== byte)) {
    throw new CorruptFileError('it is not a shard');
  }
  const header = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (header.getUint32(lengthAt, true) !== file.length)
    throw new CorruptFileError('it is cut short or too long');
  if (header.getUint32(checksumAt, true) !== crc32(file.subarray(lengthAt))) {
    throw new CorruptFileError('its checksum is wrong');
  }
  const found = header.getUint32(versionAt, true);
  if (found !== version) throw new ForeignFormatError(`it has format ${found}, not ${version}`);
  if (header.getUint32(countAt, true) !== sections) throw new CorruptFileError('it has other sections');

  let position = align(headerBytes + sections * 4);
  const unpacked = Array.from({ length: sections }, (_, i) => {
    const start = position;
    const end = start + header.getUint32(headerBytes + i * 4, true);
    position = align(end);
    return file.subarray(start, end);
  });
  if (position !== file.length) throw new CorruptFileError('its sections do not fill it');
  return unpacked;
}
