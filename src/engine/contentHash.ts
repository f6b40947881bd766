/** Port: a 128-bit hash of content as 32 hexadecimal digits, for keys and for telling changes. */
export type ContentHash = (content: string | Uint8Array) => string;
