/** Whether lines from anywhere in a PHP file begin in PHP, and not in the HTML around it: the first tag tells. */
export function startsInsidePhp(lines: readonly string[]): boolean {
  for (const line of lines) {
    const tag = /<\?(?:php\b|=)|\?>/i.exec(line);
    if (tag) return tag[0] === '?>';
  }
  return true;
}
