import { message } from '../../../common/messages/message';
import { matchesOf } from './matchesOf';
import type { SecretSpan } from './secretSpan';
import { isWordForPassword, looksRandom } from './secretValue';

const scheme = /\b(bearer|basic|token|api-?key|api-?token)(?:[ \t]|%20|\\t){1,4}([\w+/.=~-]{8,4096})/gi;
const minTokenLength = 14;
const maxBasicLength = 1024;

/** The value of an `Authorization` header, in any context: `Bearer …`, `Basic …`. */
export function findAuthorization(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const { 0: whole, 1: name = '', 2: value = '', index } of matchesOf(text, scheme)) {
    const end = index + whole.length;
    const password = name.toLowerCase() === 'basic' ? passwordOf(value) : undefined;
    if (password !== undefined) {
      if (!isWordForPassword(password)) {
        spans.push({ start: end - value.length, end, what: message('passwordInHeader') });
      }
    } else if (looksRandom(value, minTokenLength)) {
      spans.push({ start: end - value.length, end, what: message('tokenInHeader') });
    }
  }
  return spans;
}

/** Whether a value is base64 of `user:password`. */
export function holdsPassword(value: string): boolean {
  const password = passwordOf(value);
  return password !== undefined && !isWordForPassword(password);
}

/** The password in base64 of `user:password`; undefined for any other value. */
function passwordOf(value: string): string | undefined {
  if (value.length > maxBasicLength) {
    return undefined;
  }
  try {
    const decoded = atob(value.replaceAll('-', '+').replaceAll('_', '/'));
    return /^[ -9;-~]{0,256}:([ -~]{1,512})$/.exec(decoded)?.[1];
  } catch {
    // Not base64: a word.
    return undefined;
  }
}
