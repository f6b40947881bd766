/**
 * Port for a content hash: 32 lower-case hexadecimal characters (128 bits), the same for a text and for its UTF-8
 * bytes. Collisions are unlikely enough to be ignored.
 */
export type ContentHash = (content: string | Uint8Array) => string;
