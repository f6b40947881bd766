import { holdsPassword } from './authorization';
import type { SecretKind } from './secretKind';
import { isPlaceholder, isUuid, looksChosen, looksRandom } from './secretValue';

/** Public keys in base64 (EC, RSA, Ed25519, those of SSH), and fingerprints in hex. */
const publicValue =
  /^(?:M[FH][kY]wE|MIGfMA0GCSq|MII[BCD]I[jT]ANBgkq|MCowBQYDK2V|AAAA[A-Z]3Nza|(?:[\dA-Fa-f]{2}:){3}|[\dA-F]{40}$)/;

/**
 * Whether the content of a literal is a secret of a kind that its name tells.
 *
 * @param isCertain it can be nothing else than the value of that name; else only what looks drawn by lot is taken
 */
export function isSecretLiteral(value: string, kind: SecretKind, isCertain = true): boolean {
  if (isUuid(value)) {
    return kind.mayBeUuid;
  }
  if (publicValue.test(value)) {
    return false;
  }
  return (
    looksRandom(value, kind.minLength) ||
    (kind.isChosen && isCertain && looksChosen(value)) ||
    (kind.what === 'credentials' && isCertain && holdsPassword(value))
  );
}

/** Whether a value is a secret that stands by itself on a line of settings, where any sign may be part of it. */
export function isSecretSetting(value: string, kind: SecretKind): boolean {
  if (isPlaceholder(value) || isExpression(value)) {
    return false;
  }
  return isSecretLiteral(value.replaceAll(/[^\w+/=.~:!@#$%^&*?-]/g, '!'), kind);
}

/** `getPassword()`, `user.password`, `args[0]`, `Uint8Array`, `a;`. */
function isExpression(value: string): boolean {
  return /^[\w.$:]+(?:\(.*\)|\[.*\])|[;,{]$|^[A-Z][a-z]{2,12}\d{1,2}(?:[A-Z][a-z]{1,12})?$/.test(value);
}
