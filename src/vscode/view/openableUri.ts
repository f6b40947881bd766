import * as vscode from 'vscode';

/**
 * The URI that a page asks to open, or undefined if it is outside the workspace folders. The page is not trusted: any path with
 * `..` or `.` segments counts as outside.
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
