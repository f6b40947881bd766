import type { PathMention } from './pathMentions';

/** Traces with this text (Python, pytest), and Python traces without their first line, have the innermost frame last. */
const innermostLast = /most recent call last|_ _ _ _ _|:\d+: in \w/i;
const innermostFirst = /most recent call first/i;
const pythonFrame = /\bFile "[^"]+", line \d+/g;

/** The cause of an exception has its own frames below it: on the JVM, in Node. */
const cause = /\bCaused by: |\[cause\]: /g;

/** GCC and Clang name the files that include the file of the error before it. */
const includes = /(?:^|\n|\s)(?:In file included\s+)?from\s+$/;

/** `@@ -10,7 +12,9 @@` */
const hunk = /@@ -\d+(?:,\d+)? \+(\d+)/g;
const nextFile = /\sdiff --git |\s\+\+\+ |\s--- (?:a\/|\/dev)/g;

/** The places of a text, the nearest to the failure first; a file of a diff once for each of its hunks. */
export function inTraceOrder(text: string, mentions: readonly PathMention[]): PathMention[] {
  const isReversed =
    !innermostFirst.test(text) && (innermostLast.test(text) || (text.match(pythonFrame)?.length ?? 0) > 1);
  const ordered = isReversed ? mentions.toReversed() : includersLast(text, causesFirst(text, mentions));
  return text.includes('@@ -') ? ordered.flatMap((mention) => withHunks(text, mention)) : [...ordered];
}

/** The frames of the last cause first: it is the first failure. */
function causesFirst(text: string, mentions: readonly PathMention[]): PathMention[] {
  const starts = Array.from(text.matchAll(cause), ({ index }) => index);
  const numberOf = ({ start }: PathMention): number => starts.filter((one) => one < start).length;
  return mentions.toSorted((a, b) => numberOf(b) - numberOf(a));
}

function includersLast(text: string, mentions: readonly PathMention[]): PathMention[] {
  const isIncluder = ({ start }: PathMention): boolean =>
    includes.test(text.slice(Math.max(0, start - 40), start));
  return [...mentions.filter((one) => !isIncluder(one)), ...mentions.filter((one) => isIncluder(one))];
}

function withHunks(text: string, mention: PathMention): PathMention[] {
  if (mention.line !== undefined || !/\+\+\+ ["']?$/.test(text.slice(0, mention.start))) return [mention];
  nextFile.lastIndex = mention.end;
  const end = nextFile.exec(text)?.index ?? text.length;
  const hunks = [...text.slice(mention.end, end).matchAll(hunk)];
  return hunks.length > 0 ? hunks.map(([, line]) => ({ ...mention, line: Number(line) || 1 })) : [mention];
}
