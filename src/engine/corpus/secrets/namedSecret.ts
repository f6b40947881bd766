import { holdsPassword } from './authorization';
import type { SecretKind } from './secretKind';
import { isPlaceholder, isUuid, looksChosen, looksRandom } from './secretValue';

/** Public keys in base64 (EC, RSA, Ed25519, those of SSH), and fingerprints in hex. */
const publicValue =
  /^(?:M[FH][kY]wE|MIGfMA0GCSq|MII[BCD]I[jT]ANBgkq|MCowBQYDK2V|AAAA[A-Z]3Nza|(?:[\dA-Fa-f]{2}:){3}|[\dA-F]{40}$)/;

/**
 * Whether the content of a literal is a secret of the kind given by its name.
 *
 * @param isCertain it can only be the value of that name; otherwise only random-looking text is taken
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
    (kind.what.code === 'credentials' && isCertain && holdsPassword(value))
  );
}

/** Whether a value alone on a line of settings is a secret; it may contain any character. */
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
