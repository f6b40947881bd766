/** Fake secrets. They are assembled at run time, so that secret scanners do not report this repository. */

/** Pseudo-random characters from `letters`, always the same. */
export function drawn(length: number, letters: string, seed = 1): string {
  let state = seed * 2_654_435_761 + 97;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += letters[Math.floor((state / 2 ** 32) * letters.length)]!;
  }
  return text;
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

export const hex = (length: number, seed = 1): string => drawn(length, `${digits}abcdef`, seed);
export const alphanumeric = (length: number, seed = 1): string => drawn(length, upper + lower + digits, seed);
export const lowerAlphanumeric = (length: number, seed = 1): string => drawn(length, lower + digits, seed);
export const upperAlphanumeric = (length: number, seed = 1): string => drawn(length, upper + digits, seed);
export const base64 = (length: number, seed = 1): string =>
  drawn(length, `${upper}${lower}${digits}+/`, seed);
export const base32 = (length: number, seed = 1): string => drawn(length, `${upper}234567`, seed);
export const decimal = (length: number, seed = 1): string => drawn(length, digits.slice(1), seed);

/** A block in OpenSSL's format, with a short last line. */
export function block(kind: string, lines = 6): string {
  const body = Array.from({ length: lines }, (_, i) => base64(64, i + 3));
  return [`-----BEGIN ${kind}-----`, ...body, `${base64(22, 99)}==`, `-----END ${kind}-----`, ''].join('\n');
}

export const privateKey = ['RSA', 'PRIVATE', 'KEY'].join(' ');
