/** Powers of two for the 32 exponents of a half; exponent 0 marks subnormals, 31 infinity and NaN. */
const halfScales = Float64Array.from({ length: 32 }, (_, exponent) => 2 ** (Math.max(exponent, 1) - 25));

/** IEEE 754 half precision, little-endian, two bytes a number. */
export function decodeFloat16(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const out = new Float32Array(bytes.length >>> 1);
  for (let i = 0; i < out.length; i++) {
    const bits = bytes[2 * i]! | (bytes[2 * i + 1]! << 8);
    const exponent = (bits >>> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    const magnitude =
      exponent === 31
        ? fraction === 0
          ? Infinity
          : NaN
        : (exponent === 0 ? fraction : fraction + 1024) * halfScales[exponent]!;
    out[i] = bits & 0x8000 ? -magnitude : magnitude;
  }
  return out;
}

/** bfloat16, the upper half of a float32, little-endian, two bytes a number. */
export function decodeBfloat16(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const words = new Uint32Array(bytes.length >>> 1);
  for (let i = 0; i < words.length; i++) {
    words[i] = (bytes[2 * i]! << 16) | (bytes[2 * i + 1]! << 24);
  }
  return new Float32Array(words.buffer);
}
