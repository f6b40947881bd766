import { CorruptFileError, type Column } from './packedFile';

/** A kind of typed array. */
export interface ColumnType<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
  from(numbers: Iterable<number>): T;
}

type UnsignedNumbers = Uint8Array | Uint16Array | Uint32Array;

/** A section as numbers, without a copy. @throws CorruptFileError if it ends within a number */
export function viewAs<T>(Type: ColumnType<T>, { buffer, byteOffset, byteLength }: Uint8Array): T {
  const length = byteLength / Type.BYTES_PER_ELEMENT;
  if (!Number.isInteger(length)) throw new CorruptFileError('a column has a broken end');
  return new Type(buffer, byteOffset, length);
}

/** The same numbers in the fewest bytes each, 1, 2 or 4, that hold the largest of them. */
export function narrowed(numbers: UnsignedNumbers): Column {
  let largest = 0;
  for (const number of numbers) if (number > largest) largest = number;
  const Type = largest < 0x100 ? Uint8Array : largest < 0x10000 ? Uint16Array : Uint32Array;
  return Type.BYTES_PER_ELEMENT < numbers.BYTES_PER_ELEMENT ? Type.from(numbers) : numbers;
}

/**
 * The result of {@link narrowed} as an array of a certain type: a view if it is stored as that, otherwise a copy.
 *
 * @param count how many numbers these are
 * @throws CorruptFileError if the section cannot have so many
 */
export function widened<T>(Type: ColumnType<T>, section: Uint8Array, count: number): T {
  const width = count === 0 ? Type.BYTES_PER_ELEMENT : section.length / count;
  const Stored = [Uint8Array, Uint16Array, Uint32Array].find((one) => one.BYTES_PER_ELEMENT === width);
  if (!Stored || (count === 0 && section.length > 0))
    throw new CorruptFileError('a column has another length');
  if (width === Type.BYTES_PER_ELEMENT) return viewAs(Type, section);
  if (width > Type.BYTES_PER_ELEMENT) throw new CorruptFileError('the numbers of a column are too large');
  return Type.from(viewAs<UnsignedNumbers>(Stored, section));
}

/** The lengths of the parts between ascending offsets, the first of which is 0; narrowed. */
export function lengthsOf(offsets: Uint32Array): Column {
  const lengths = new Uint32Array(offsets.length - 1);
  for (let i = 0; i < lengths.length; i++) lengths[i] = offsets[i + 1]! - offsets[i]!;
  return narrowed(lengths);
}

/** The inverse of {@link lengthsOf}. */
export function offsetsOf(lengths: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) offsets[i + 1] = offsets[i]! + lengths[i]!;
  return offsets;
}
