import { findAddressSecrets } from './addresses';
import { findAuthorization } from './authorization';
import { findCommandPasswords } from './commands';
import { findIssuerTokens } from './issuerTokens';
import { findKeyBlocks } from './keyBlocks';
import { findNamedValues } from './namedValues';
import type { SecretSpan } from './secretSpan';

/** The more exactly a finder knows what it finds, the earlier it stands: its word is taken where two find the same. */
const finders = [
  findKeyBlocks,
  findIssuerTokens,
  findAddressSecrets,
  findAuthorization,
  findCommandPasswords,
  findNamedValues,
];

/** What looks like a secret in a text, in order, without overlaps. Takes time in proportion to the text, whatever it holds. */
export function findSecrets(text: string): SecretSpan[] {
  const found = finders.flatMap((find) => find(text));
  const merged: SecretSpan[] = [];
  // Sorting is stable: of two that begin together, the finder that stands earlier comes first.
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
