import { visibleText } from '../common/visibleText';

/** A text as it stands in a label of VS Code: characters that act as escapes, and no `$(name)` as an icon, which code is full of. */
export function labelText(text: string): string {
  return visibleText(text).replace(/\$\([a-z0-9-]+(?:~[a-z0-9-]+)?\)/gi, '\\$&');
}

/**
 * A text as a notification shows it. Characters that act are escapes. VS Code makes links of `[text](address)`, also such that
 * run commands: in a text of a workspace or a server they stay as they are written.
 */
export function notificationText(text: string): string {
  return visibleText(text).replaceAll('](', '] (');
}
