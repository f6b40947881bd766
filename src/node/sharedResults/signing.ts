import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { SemanticSearchError } from '../../common/errors/errors';

/** Size of an Ed25519 signature, bytes. */
export const signatureBytes = 64;

/** Signs what is published, and checks what is read. */
export interface EntrySigning {
  /** Undefined for readers. */
  readonly sign?: ((data: Uint8Array) => Uint8Array) | undefined;
  verify(data: Uint8Array, signature: Uint8Array): boolean;
}

/**
 * The signatures of a team. With a signing key, its public key need not be given.
 *
 * @param publicKey of Ed25519, SPKI: base64 or PEM. An empty text means none
 * @param signingKey of Ed25519, PKCS #8: base64 or PEM. An empty text means none
 * @returns undefined without a key: then a signature is neither made nor required
 * @throws SemanticSearchError `USAGE` if a key is not valid, or they do not belong together
 */
export function signingOf(publicKey = '', signingKey = ''): EntrySigning | undefined {
  const [derOfPublic, derOfPrivate] = [derOf(publicKey), derOf(signingKey)];
  if (derOfPublic.length === 0 && derOfPrivate.length === 0) return undefined;
  const own =
    derOfPrivate.length === 0
      ? undefined
      : keyOf(() => createPrivateKey({ key: derOfPrivate, format: 'der', type: 'pkcs8' }), 'private');
  const given =
    derOfPublic.length === 0
      ? undefined
      : keyOf(() => createPublicKey({ key: derOfPublic, format: 'der', type: 'spki' }), 'public');
  const fromOwn = own && createPublicKey(own);
  if (given && fromOwn && !given.equals(fromOwn)) {
    throw new SemanticSearchError(
      'USAGE',
      l10n.t('The public key for shared results does not belong to the signing key.'),
      l10n.t('Use both keys of one pair.'),
    );
  }
  const checked = (given ?? fromOwn)!;
  return {
    ...(own && { sign: (data) => sign(null, data, own) }),
    verify: (data, signature) => verify(null, data, checked, signature),
  };
}

/** The bytes of a key: base64, with or without the lines around it in a PEM file. */
function derOf(text: string): Buffer {
  return Buffer.from(text.replaceAll(/-----[^-]*-----/g, ''), 'base64');
}

function keyOf(read: () => KeyObject, which: 'public' | 'private'): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = read();
  } catch {
    // The cause may quote the key.
  }
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new SemanticSearchError(
    'USAGE',
    which === 'public'
      ? l10n.t('The public key for shared results is not an Ed25519 key.')
      : l10n.t('The signing key for shared results is not an Ed25519 key.'),
    l10n.t('Copy the whole key file, or the text between its first and last line.'),
  );
}
