const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Marks characters outside the alphabet: no six-bit value has this bit. */
const foreign = 64;

/** Six bits by character code; `foreign` for characters outside the alphabet. */
const bitsOf = new Uint8Array(256).fill(foreign);
for (let i = 0; i < alphabet.length; i++) bitsOf[alphabet.charCodeAt(i)] = i;

/**
 * Decodes base64 of little-endian float32 numbers; undefined for any other text. A large answer contains millions of
 * characters, and `atob` takes ten times as long.
 */
export function decodeFloats(text: string): Float32Array | undefined {
  const bytes = decodeBytes(text);
  if (bytes === undefined || bytes.length % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer);
  const floats = new Float32Array(bytes.length / 4);
  for (let i = 0; i < floats.length; i++) floats[i] = view.getFloat32(4 * i, true);
  return floats;
}

/** Decodes base64 of signed 8-bit integers; undefined for text that is not base64. */
export function decodeIntegers(text: string): Float32Array | undefined {
  const bytes = decodeBytes(text);
  return bytes && Float32Array.from(new Int8Array(bytes.buffer, 0, bytes.length));
}

/** The bytes, at the start of their buffer. */
function decodeBytes(text: string): Uint8Array | undefined {
  const end = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  const byteLength = Math.floor((end * 3) / 4);
  const isPadded = end < text.length;
  if (end % 4 === 1 || (isPadded && text.length % 4 !== 0)) return undefined;
  // Space for the whole last group of three.
  const bytes = new Uint8Array(byteLength + 2);
  let found = 0;
  const bitsAt = (i: number): number => {
    const code = text.charCodeAt(i);
    const bits = i >= end ? 0 : code < 256 ? bitsOf[code]! : foreign;
    found |= bits;
    return bits;
  };
  for (let i = 0, at = 0; i < end; i += 4, at += 3) {
    const bits = (bitsAt(i) << 18) | (bitsAt(i + 1) << 12) | (bitsAt(i + 2) << 6) | bitsAt(i + 3);
    bytes[at] = bits >> 16;
    bytes[at + 1] = bits >> 8;
    bytes[at + 2] = bits;
  }
  return (found & foreign) === 0 ? bytes.subarray(0, byteLength) : undefined;
}
