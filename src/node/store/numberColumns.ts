import { CorruptFileError } from './packedFile';

/** A kind of typed array. */
export interface ColumnType<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
}

/** Numbers from 0 up to, not including, 2^32. */
export type UnsignedNumbers = Uint16Array | Uint32Array;

/** A section as numbers, without a copy. @throws CorruptFileError if it ends within a number */
export function viewAs<T>(Type: ColumnType<T>, { buffer, byteOffset, byteLength }: Uint8Array): T {
  const length = byteLength / Type.BYTES_PER_ELEMENT;
  if (!Number.isInteger(length)) throw new CorruptFileError('a column has a broken end');
  return new Type(buffer, byteOffset, length);
}

/** Most bytes of one packed number. */
const mostBytes = 5;
/** Bits of a number in each of its bytes; the highest bit says that another byte follows. */
const bitsPerByte = 7;
const continued = 1 << bitsPerByte;

/** The numbers as LEB128: those below 128 take one byte, those below 16,384 two. */
export function packNumbers(numbers: UnsignedNumbers): Uint8Array {
  const bytes = new Uint8Array(numbers.length * mostBytes);
  let end = 0;
  for (const number of numbers) {
    let rest = number;
    while (rest >= continued) {
      bytes[end++] = (rest & (continued - 1)) | continued;
      rest >>>= bitsPerByte;
    }
    bytes[end++] = rest;
  }
  return bytes.slice(0, end);
}

/**
 * The inverse of {@link packNumbers}.
 *
 * @param count how many numbers these are
 * @throws CorruptFileError if the section has more or fewer
 */
export function unpackNumbers(section: Uint8Array, count: number): Uint32Array<ArrayBuffer> {
  // Each takes a byte or more, so that a wrong count allocates nothing.
  if (count > section.length) throw new CorruptFileError('a column is too short');
  const numbers = new Uint32Array(count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    let byte = section[at++]!;
    if (byte < continued) {
      numbers[i] = byte;
      continue;
    }
    let number = byte & (continued - 1);
    for (let shift = bitsPerByte; byte >= continued && shift < 32; shift += bitsPerByte) {
      byte = section[at++]!;
      number |= (byte & (continued - 1)) << shift;
    }
    numbers[i] = number;
  }
  if (at !== section.length) throw new CorruptFileError('a column has another length');
  return numbers;
}

/** The differences between ascending numbers, the first of which is compared with 0; packed. */
export function packAscending(numbers: UnsignedNumbers): Uint8Array {
  const differences = new Uint32Array(numbers.length);
  let previous = 0;
  for (let i = 0; i < numbers.length; i++) {
    differences[i] = numbers[i]! - previous;
    previous = numbers[i]!;
  }
  return packNumbers(differences);
}

/** The inverse of {@link packAscending}. @throws CorruptFileError as {@link unpackNumbers} */
export function unpackAscending(section: Uint8Array, count: number): Uint32Array<ArrayBuffer> {
  const numbers = unpackNumbers(section, count);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += numbers[i]!;
    numbers[i] = sum;
  }
  return numbers;
}

/**
 * The differences between numbers and those of another column, packed; a number below the other one takes up to five
 * bytes.
 */
export function packBeside(base: Uint32Array, numbers: Uint32Array): Uint8Array {
  return packNumbers(numbers.map((number, i) => number - base[i]!));
}

/** The inverse of {@link packBeside}. @throws CorruptFileError as {@link unpackNumbers} */
export function unpackBeside(base: Uint32Array, section: Uint8Array): Uint32Array<ArrayBuffer> {
  const numbers = unpackNumbers(section, base.length);
  for (let i = 0; i < numbers.length; i++) numbers[i]! += base[i]!;
  return numbers;
}

/** The lengths of the parts between ascending offsets, the first of which is 0; packed. */
export function packOffsets(offsets: Uint32Array): Uint8Array {
  return packAscending(offsets.subarray(1));
}

/** The inverse of {@link packOffsets}, with one offset more than parts. @throws CorruptFileError as {@link unpackNumbers} */
export function unpackOffsets(section: Uint8Array, parts: number): Uint32Array<ArrayBuffer> {
  const offsets = new Uint32Array(parts + 1);
  offsets.set(unpackAscending(section, parts), 1);
  return offsets;
}
