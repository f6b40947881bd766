import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { EntryName } from './entryNames';
import type { EntrySigning } from './signing';

const nonceBytes = 12;
const tagBytes = 16;

/** Bytes that sealing adds to head and content, without a signature. */
export const sealBytes = nonceBytes + tagBytes;

/**
 * A head in plain form, and a content encrypted with AES-256-GCM. Both are authenticated together with the name, so that they
 * are valid under that name only. With a key to sign with, a signature over all of it and the name follows.
 */
export function seal(
  { name, key }: EntryName,
  head: Uint8Array,
  content: Uint8Array,
  signing?: Pick<EntrySigning, 'sign'>,
): Uint8Array {
  // The key is that of one name. A random nonce keeps two contents of one name from sharing both.
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(name, head));
  const sealed = Buffer.concat([head, nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  return signing?.sign ? Buffer.concat([sealed, signing.sign(boundTo(name, sealed))]) : sealed;
}

/**
 * The content of what {@link seal} made; undefined if it is damaged, belongs to another name, or was made with another key.
 *
 * @param sealed without a signature, at least `headBytes` and {@link sealBytes} long
 */
export function unseal({ name, key }: EntryName, headBytes: number, sealed: Buffer): Buffer | undefined {
  const nonce = sealed.subarray(headBytes, headBytes + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    .setAAD(boundTo(name, sealed.subarray(0, headBytes)))
    .setAuthTag(sealed.subarray(-tagBytes));
  const content = decipher.update(sealed.subarray(headBytes + nonceBytes, -tagBytes));
  try {
    decipher.final();
    return content;
  } catch {
    return undefined;
  }
}

/** Whether a signature was made for what {@link seal} made under this name. */
export function isSignedFor(
  { name }: Pick<EntryName, 'name'>,
  sealed: Uint8Array,
  signature: Uint8Array,
  signing: Pick<EntrySigning, 'verify'>,
): boolean {
  return signing.verify(boundTo(name, sealed), signature);
}

/** What is authenticated or signed. */
function boundTo(name: string, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(name, 'hex'), bytes]);
}
