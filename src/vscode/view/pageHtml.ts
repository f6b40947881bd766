import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { windowFileRoot } from './windowFileRoot';

/** Directories from which the page may load files. */
export function pageRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist')];
}

/** The files of a page in `dist/`. */
export interface PageFiles {
  readonly script: string;
  readonly style: string;
}

/** HTML of a page. Its policy allows one script, two style sheets and one font, and nothing else. */
export function pageHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  { script, style }: PageFiles,
): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (...path: string[]): vscode.Uri =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', ...path));
  const source = (...path: string[]): string => file(...path).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1.0">
  <link rel="stylesheet" href="${source('codicons', 'codicon.css')}">
  <link rel="stylesheet" href="${source(style)}">
  <title>Semantic Search</title>
</head>
<body data-window-files="${windowFileRoot(file())}">
  <script type="application/json" id="translations" nonce="${nonce}">${embeddedJson(vscode.l10n.bundle ?? {})}</script>
  <script nonce="${nonce}" src="${source(script)}"></script>
</body>
</html>`;
}

/** JSON for a non-executable script element. Escaped so that it cannot end the element. */
export function embeddedJson(data: unknown): string {
  return JSON.stringify(data).replace(/</g, '\\u003c');
}
