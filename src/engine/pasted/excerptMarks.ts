/** `9fceb02d (Ana Example 2024-05-17 12:03:44 +0200 12) ` of `git blame`. */
const blame =
  /(?:^|\s)\^?[0-9a-f]{7,40}\s(?:\S+\s)?\([^()]{1,60}\s\d{4}-\d{2}-\d{2}(?:\s\d{2}:\d{2}:\d{2}\s[+-]\d{4})?\s+\d+\)(?=\s|$)/g;
/** The head of a hunk with the definition that it is in; code follows only on the next line, which is not known. */
const hunkHead = /@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/g;
/** The marks of a conflict; between the first two may be the common ancestor. */
const conflictMarks = { start: /<{7} \S+/, ancestor: /\s\|{7} .*/s, middle: /\s={7}\s/, end: />{7}/ };
/** Author and time of a message in a chat. */
const chatHead =
  /^(?:\[\d{1,2}:\d{2}(?: ?[AP]M)?\] ?\p{L}[^:\n]{0,40}: |\p{L}[\p{L} .'-]{1,40}? {1,2}\[?\d{1,2}:\d{2} ?[AP]M\]? )(?=\S)/iu;
/** Blocks of code of Jira and Confluence. */
const jiraBlock = /\{(code|noformat)(?::[^{}]*)?\}\s*(.+?)\s*(?:\{\1\}|$)/s;
const fence = /^`{3,}[\w+-]*\s(.+?)(?:\s`{3,})?$/s;
/** `12 | `, `12: `, `12:` and `12 │ ` before a line. */
const numbered = /^(\d+)(?:\s?[|│]|:(?!\d))\s?/;

const codeSign = /[(){}[\];=<>"]/;

/** The share of the words of a removed line that the added one has, if one replaces the other. */
const shareOfChanged = 0.4;

/**
 * The lines of a file in a pasted excerpt: without line numbers, the marks of a diff, of a conflict, of `git blame`, and of
 * a block of Markdown. Line breaks are spaces. A text without these marks is returned unchanged.
 */
export function withoutExcerptMarks(text: string): string {
  const said = text.replace(chatHead, '');
  const inFence = fence.exec(said)?.[1] ?? jiraBlock.exec(said)?.[2] ?? said;
  const unblamed = inFence.replace(blame, ' ');
  const bare = sideOfConflict(unblamed) ?? unblamed.replace(hunkHead, ' ');
  return addedLine(withoutNumbers(bare)).replace(/\s+/g, ' ').trim();
}

/** One side of a conflict, the first unless it is empty; undefined if the text has none. */
function sideOfConflict(text: string): string | undefined {
  const start = conflictMarks.start.exec(text);
  if (!start) return undefined;
  const lines = text.slice(start.index + start[0].length);
  const middle = conflictMarks.middle.exec(lines);
  if (!middle) return undefined;
  const theirs = lines.slice(middle.index + middle[0].length);
  const end = conflictMarks.end.exec(theirs);
  if (!end) return undefined;
  const ours = lines.slice(0, middle.index).replace(conflictMarks.ancestor, '').trim();
  return ours || theirs.slice(0, end.index).trim();
}

/** Numbers of adjacent lines, each before its line; one number needs a mark after it. */
function withoutNumbers(text: string): string {
  const marked = numbered.exec(text);
  const first = Number(marked?.[1] ?? /^\d+(?=\s)/.exec(text)?.[0] ?? NaN);
  if (!Number.isSafeInteger(first)) return text;
  let from = marked ? marked[0].length : String(first).length;
  const lines: string[] = [];
  for (let number = first + 1; ; number++) {
    const next = new RegExp(`\\s${number}(?:\\s?[|│:]|[-\\s]|$)`, 'g');
    next.lastIndex = from;
    const found = next.exec(text);
    if (!found) break;
    lines.push(text.slice(from, found.index));
    from = next.lastIndex;
  }
  const rest = text.slice(from);
  // A sentence may begin with a number: `404: not found`, `3 or 4 columns`.
  const isNumbered = marked ? lines.length > 0 || codeSign.test(rest) : lines.length > 1;
  if (!isNumbered) return text;
  return [...lines, rest].join(' ');
}

/** Of a removed line and the one that replaces it, the latter: a file has only that. */
function addedLine(text: string): string {
  if (!/^-(?![-\w]*\s?$)/.test(text)) return text;
  for (const { index } of text.matchAll(/\s\+(?=\s*\S)/g)) {
    const removed = wordsIn(text.slice(1, index));
    const added = text.slice(index + 2);
    const same = [...wordsIn(added)].filter((word) => removed.has(word)).length;
    if (removed.size > 1 && same >= shareOfChanged * removed.size) return added;
  }
  return text;
}

function wordsIn(text: string): Set<string> {
  return new Set(text.match(/[\p{L}\p{N}_$]+/gu));
}
