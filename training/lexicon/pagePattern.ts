/**
 * The name of a page, which is the part of its path that `*` represents in a pattern; undefined if the path does not
 * match.
 */
export function pageOf(file: string, pattern: string): string | undefined {
  const [before, after] = pattern.split('*') as [string, string];
  if (file.length < before.length + after.length) return undefined;
  return file.startsWith(before) && file.endsWith(after)
    ? file.slice(before.length, file.length - after.length)
    : undefined;
}
