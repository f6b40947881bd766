import { visibleText } from '../common/text/visibleText';

/** Text for a label of VS Code. Escapes control characters, and `$(name)`, which is common in code and would become an icon. */
export function labelText(text: string): string {
  return visibleText(text).replace(/\$\([a-z0-9-]+(?:~[a-z0-9-]+)?\)/gi, '\\$&');
}

/**
 * Text for a notification. Escapes control characters. VS Code turns `[text](address)` into a link, which may even run a command;
 * text from a workspace or a server stays plain.
 */
export function notificationText(text: string): string {
  return visibleText(text).replaceAll('](', '] (');
}
