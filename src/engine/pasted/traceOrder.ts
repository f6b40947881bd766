import type { PathMention } from './pathMentions';

/** Traces with this text, and Python traces without their first line, have the innermost frame last. */
const innermostLast = /most recent call last/i;
const pythonFrame = /\bFile "[^"]+", line \d+/g;

/** `@@ -10,7 +12,9 @@` */
const hunk = /@@ -\d+(?:,\d+)? \+(\d+)/g;
const nextFile = /\sdiff --git |\s\+\+\+ |\s--- (?:a\/|\/dev)/g;

/** The places of a text, the nearest to the failure first; a file of a diff once for each of its hunks. */
export function inTraceOrder(text: string, mentions: readonly PathMention[]): PathMention[] {
  const isReversed = innermostLast.test(text) || (text.match(pythonFrame)?.length ?? 0) > 1;
  const ordered = isReversed ? mentions.toReversed() : mentions;
  return text.includes('@@ -') ? ordered.flatMap((mention) => withHunks(text, mention)) : [...ordered];
}

function withHunks(text: string, mention: PathMention): PathMention[] {
  if (mention.line !== undefined || !/\+\+\+ ["']?$/.test(text.slice(0, mention.start))) return [mention];
  nextFile.lastIndex = mention.end;
  const end = nextFile.exec(text)?.index ?? text.length;
  const hunks = [...text.slice(mention.end, end).matchAll(hunk)];
  return hunks.length > 0 ? hunks.map(([, line]) => ({ ...mention, line: Number(line) || 1 })) : [mention];
}
