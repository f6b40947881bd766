import * as vscode from 'vscode';

let names: Map<string, string> | undefined;

/** VS Code's name of a language: `C++` for `cpp`. If no extension declares it, the id with a capital letter. */
export function languageName(id: string): string {
  names ??= contributedNames();
  return names.get(id) ?? id.charAt(0).toUpperCase() + id.slice(1);
}

/** Read from the extension manifests, which are in memory: VS Code's API has no call for language names. */
function contributedNames(): Map<string, string> {
  const found = new Map<string, string>();
  for (const { packageJSON } of vscode.extensions.all) {
    const { contributes } = packageJSON as { contributes?: { languages?: unknown } };
    if (!Array.isArray(contributes?.languages)) continue;
    for (const { id, aliases } of contributes.languages as { id?: unknown; aliases?: unknown }[]) {
      const name: unknown = Array.isArray(aliases) ? aliases[0] : undefined;
      if (typeof id === 'string' && typeof name === 'string' && !found.has(id)) found.set(id, name);
    }
  }
  return found;
}
