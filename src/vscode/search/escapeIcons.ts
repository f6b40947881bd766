/** `text` so that VS Code shows `$(name)` in it as it is, and not as an icon: code is full of it. */
export function escapeIcons(text: string): string {
  return text.replace(/\$\([a-z0-9-]+(?:~[a-z0-9-]+)?\)/gi, '\\$&');
}
