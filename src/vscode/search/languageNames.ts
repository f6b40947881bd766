import * as vscode from 'vscode';

let names: Map<string, string> | undefined;

/** What VS Code calls a language: `C++` for `cpp`. Its id with a capital where no extension knows it. */
export function languageName(id: string): string {
  names ??= contributedNames();
  return names.get(id) ?? id.charAt(0).toUpperCase() + id.slice(1);
}

/** From the manifests, which are in memory: asking for names is not in the interface. */
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
