import * as l10n from '@vscode/l10n';

/** Texts as a list, with the comma of the language of the window: `Go, Rust`. Parts that are '' or false are left out. */
export function listOf(parts: readonly (string | false | undefined)[]): string {
  let list = '';
  for (const part of parts) {
    if (part) list = list === '' ? part : l10n.t('{0}, {1}', list, part);
  }
  return list;
}
