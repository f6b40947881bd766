import type { Uri } from 'vscode';

/**
 * How the window calls the files of this machine, where it runs on another one: what is dragged out of a page is read by the
 * window itself, and it knows `vscode-remote://AUTHORITY/path` where extensions see `file:///path`. No published interface
 * tells the authority; the addresses of a page's own files carry it: `vscode-remote+AUTHORITY.vscode-resource...`, every
 * character but letters and digits as `-` and four hexadecimal digits.
 *
 * @param pageFile a file as a page reaches it, from `Webview.asWebviewUri`
 * @returns what stands in the place of `file://`; `file://` itself where both are one machine
 */
export function windowFileRoot({ authority }: Pick<Uri, 'authority'>): string {
  const [, encoded] = /^vscode-remote\+([^.]+)\./.exec(authority) ?? [];
  if (encoded === undefined) return 'file://';
  const decoded = encoded.replaceAll(/-([0-9a-f]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return `vscode-remote://${encodeURIComponent(decoded).replaceAll('%3A', ':')}`;
}
