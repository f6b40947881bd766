/**
 * Whether lines from the middle of a PHP file begin in PHP rather than in the surrounding HTML; decided by the first
 * tag.
 */
export function startsInsidePhp(lines: readonly string[]): boolean {
  for (const line of lines) {
    const tag = /<\?(?:php\b|=)|\?>/i.exec(line);
    if (tag) return tag[0] === '?>';
  }
  return true;
}
