import type { Uri } from 'vscode';

/**
 * URI prefix of this machine's files as seen by a window on another machine. The window itself reads what is dragged out of a
 * page, and it knows `vscode-remote://AUTHORITY/path` where extensions see `file:///path`. No public API exposes the authority,
 * but the addresses of a page's own files contain it: `vscode-remote+AUTHORITY.vscode-resource...`, with every character except
 * letters and digits as `-` and four hexadecimal digits.
 *
 * @param pageFile a file as the page accesses it, from `Webview.asWebviewUri`
 * @returns the replacement for `file://`; `file://` itself if both are the same machine
 */
export function windowFileRoot({ authority }: Pick<Uri, 'authority'>): string {
  const [, encoded] = /^vscode-remote\+([^.]+)\./.exec(authority) ?? [];
  if (encoded === undefined) return 'file://';
  const decoded = encoded.replaceAll(/-([0-9a-f]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return `vscode-remote://${encodeURIComponent(decoded).replaceAll('%3A', ':')}`;
}
