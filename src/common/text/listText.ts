import * as l10n from '@vscode/l10n';

/**
 * Joins texts to a list with the comma of the display language: `Go, Rust`. Parts that are '' or false are omitted.
 */
export function listOf(parts: readonly (string | false | undefined)[]): string {
  let list = '';
  for (const part of parts) {
    if (part) list = list === '' ? part : l10n.t('{0}, {1}', list, part);
  }
  return list;
}

/** Joins the parts of a row with a middle dot: `12 files · 1 failed`. Parts that are '', false or undefined are omitted. */
export function joinParts(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}
