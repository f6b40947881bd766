import { decodeBfloat16, decodeFloat16 } from './floatFormats';
import { modelUnreadable } from './modelJson';
import type { Tensor } from './safetensors';

/** A table of token vectors in memory: int8 is kept, all other types become float32. */
export type TableNumbers = Int8Array | Float32Array;

/** The numbers of a tensor of vectors: int8 as a view into the file, floats as float32. */
export function tableNumbers(tensor: Tensor, name: string, file: string): TableNumbers {
  const { type, bytes } = tensor;
  if (type === 'I8') {
    return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  return floatNumbers(tensor, name, file);
}

/**
 * The numbers of a floating-point tensor as float32.
 * @throws SemanticSearchError `MODEL_UNREADABLE` when it holds integers
 */
export function floatNumbers({ type, bytes }: Tensor, name: string, file: string): Float32Array {
  switch (type) {
    case 'F32':
      return new Float32Array(aligned(bytes));
    case 'F64':
      return Float32Array.from(new Float64Array(aligned(bytes)));
    case 'F16':
      return decodeFloat16(bytes);
    case 'BF16':
      return decodeBfloat16(bytes);
    case 'I8':
    case 'I32':
    case 'I64':
      throw modelUnreadable(file, `tensor "${name}" holds ${type} where floating-point numbers belong`);
  }
}

/**
 * The numbers of a tensor of row numbers.
 * @throws SemanticSearchError `MODEL_UNREADABLE` when it does not hold 32-bit or 64-bit integers
 */
export function rowNumbers({ type, bytes }: Tensor, name: string, file: string): Int32Array {
  switch (type) {
    case 'I32':
      return new Int32Array(aligned(bytes));
    case 'I64':
      return Int32Array.from(new BigInt64Array(aligned(bytes)), Number);
    case 'I8':
    case 'F16':
    case 'BF16':
    case 'F32':
    case 'F64':
      throw modelUnreadable(file, `tensor "${name}" holds ${type} where row numbers belong`);
  }
}

/** A copy in its own buffer: typed arrays of wider numbers need an aligned start, which the file does not guarantee. */
function aligned(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
