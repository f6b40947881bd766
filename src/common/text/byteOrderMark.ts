/** Removes the byte order mark that some editors write; parsers do not expect one. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
