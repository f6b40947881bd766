import * as vscode from 'vscode';

/**
 * The URI that a page asks to open, or undefined where it leads out of the workspace folders. A page is not trusted: a
 * path that climbs with `..` counts as outside, wherever it ends.
 */
export function openableUri(text: string): vscode.Uri | undefined {
  let uri: vscode.Uri;
  try {
    uri = vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
  const climbs = uri.path.split(/[\\/]/u).some((segment) => segment === '..' || segment === '.');
  return climbs || !vscode.workspace.getWorkspaceFolder(uri) ? undefined : uri;
}
