import { parseQuery } from '../../common/query/queryFilters';

/** Fewest and most words of a question, in languages with spaces. */
const words = { fewest: 5, most: 25 };
/** The same for headings, which are shorter. */
const headingWords = { fewest: 3, most: 15 };
/** Characters of one Chinese, Japanese or Korean word, on average. */
const charactersPerWord = 2;

const wideCharacter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Text with tags, links, code or lists is not what people ask. */
const unaskable = /[<>{}`|=\\]|https?:|@\w|\b(?:TODO|FIXME|XXX|deprecated|nodoc|inheritdoc)\b/i;

/** Text that a tool writes. */
const generated =
  /\b(?:auto-?generated|generated (?:by|from|code)|do not edit|copyright|licen[cs]ed?)\b|^(?:merge|revert|bump|release|prepare|version|update (?:changelog|dependenc|dep)|chore\(deps|build\(deps|\[?automated)/i;

/** Advice to the reader says nothing about what the code does. */
const advice =
  /^(?:do(?:n'?t| not)|you (?:should|must|can|may)|note|see|warning|this (?:is|was)|here|used)\b/i;

/** Sections of documentation comments. */
const commentSection =
  /^\s*(?:(?:Args|Arguments|Parameters|Params|Returns?|Raises|Yields|Examples?|Usage|Notes?)\s*:?\s*$|[@:\\](?:param|returns?|throws|see|since|example|type)\b)/im;

/** A number of a version or an issue identifies an answer by its digits and not by its meaning. */
const numbered = /\bv?\d+\.\d+|#\d+/;

/**
 * The first sentence of a comment, without the name of what it describes: what a person would ask. Undefined if it is
 * too short, too long, generated, or not a sentence.
 */
export function sentenceOf(comment: string, name: string): string | undefined {
  const paragraph = comment
    .split(commentSection)[0]!
    .trim()
    .split(/\n\s*\n/)[0]!;
  const line = paragraph.replaceAll(/\s+/g, ' ');
  const sentence = /^(.+?)(?:[.!?:;](?:\s|$)|[。！？；]|$)/u.exec(line)?.[1] ?? '';
  const text = sentence
    .split(' ')
    .filter((word, i) => !isName(word, name) || (i > 0 && isPlainWord.test(name)))
    .join(' ')
    .replace(/^(?:\([^)]*\)|[^\p{L}\p{N}])+\s*/u, '')
    .trim();
  return !advice.test(text) && isQuestion(text, words) ? text : undefined;
}

/** In the middle of a sentence, a name of this form is most likely a word of the language. */
const isPlainWord = /^\p{Lu}?\p{Ll}+$/u;

function isName(word: string, name: string): boolean {
  return word.replaceAll(/[^\p{L}\p{N}_]/gu, '').toLowerCase() === name.toLowerCase();
}

/** A heading as a question; undefined if it is too short, too long, or has a number of a version. */
export function headingText(heading: string): string | undefined {
  const text = heading
    .replace(/^[\d.]+\s+/, '')
    .replace(/\s*\{[^{}]*\}\s*$/, '')
    .trim();
  return isQuestion(text, headingWords) ? text : undefined;
}

/** The subject of a commit as a question, without its prefix (`fix(scope):`) and its numbers of issues. */
export function subjectText(subject: string): string | undefined {
  const text = subject
    .replaceAll(/\s*\((?:#\d+|[A-Z]+-\d+)\)|\s+#\d+$/g, '')
    .replace(/^[\w./-]+(?:\([^)]*\))?!?:\s+/, '')
    .trim();
  return generated.test(subject.trim()) ? undefined : isQuestion(text, words) ? text : undefined;
}

/** Two questions with this key in common do not identify one answer. */
export function questionKey(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function isQuestion(text: string, { fewest, most }: typeof words): boolean {
  const count = countWords(text);
  return (
    count >= fewest &&
    count <= most &&
    !unaskable.test(text) &&
    !generated.test(text) &&
    !numbered.test(text) &&
    // A word that looks like a filter would limit the search.
    parseQuery(text).text === text
  );
}

/** Words of a text; of scripts without spaces, its length in words of average length. */
export function countWords(text: string): number {
  const wide = text.match(wideCharacter)?.length ?? 0;
  const spaced = text.replaceAll(wideCharacter, ' ').match(/[\p{L}\p{N}_'’-]+/gu)?.length ?? 0;
  return Math.floor(wide / charactersPerWord) + spaced;
}
