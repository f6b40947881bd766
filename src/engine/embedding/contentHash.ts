/**
 * Port for a hash of content: 32 lower-case hexadecimal characters (128 bits), the same for a text and for its UTF-8
 * bytes. Good enough that two contents with one hash need not be thought of.
 */
export type ContentHash = (content: string | Uint8Array) => string;
