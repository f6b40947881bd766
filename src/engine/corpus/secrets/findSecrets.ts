import { findAddressSecrets } from './addresses';
import { findAuthorization } from './authorization';
import { findCommandPasswords } from './commandPasswords';
import { findIssuerTokens } from './issuerTokens';
import { findKeyBlocks } from './keyBlocks';
import { findNamedValues } from './namedValues';
import type { SecretSpan } from './secretSpan';

/** The most specific finder first: it decides if two find the same text. */
const finders = [
  findKeyBlocks,
  findIssuerTokens,
  findAddressSecrets,
  findAuthorization,
  findCommandPasswords,
  findNamedValues,
];

/**
 * Finds text that looks like a secret, in order, without overlaps. Takes time proportional to the text, whatever its
 * content.
 */
export function findSecrets(text: string): SecretSpan[] {
  const found = finders.flatMap((find) => find(text));
  const merged: SecretSpan[] = [];
  // Sorting is stable: of two that begin at the same position, the earlier finder comes first.
  for (const span of found.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) {
      merged.push(span);
    } else if (span.end > last.end) {
      merged[merged.length - 1] = { ...last, end: span.end };
    }
  }
  return merged;
}
