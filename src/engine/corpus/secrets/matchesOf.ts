/**
 * All matches of a global pattern. Unlike `matchAll` it does not copy the pattern, which on short texts costs more
 * than the search. Must not be called for a pattern whose matches are being iterated elsewhere.
 */
export function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    matches.push(match);
  }
  return matches;
}
