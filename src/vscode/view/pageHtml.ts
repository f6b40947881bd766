import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Where the page's files may come from. */
export function pageRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist'), vscode.Uri.joinPath(extensionUri, 'media')];
}

/** The page of the view: one script, two style sheets, one font, and nothing else is let in. */
export function pageHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const source = (...path: string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1.0">
  <link rel="stylesheet" href="${source('dist', 'codicons', 'codicon.css')}">
  <link rel="stylesheet" href="${source('media', 'view.css')}">
  <title>Semantic Search</title>
</head>
<body>
  <script nonce="${nonce}" src="${source('dist', 'webview.js')}"></script>
</body>
</html>`;
}
