import { english, functionWords, type FunctionWords } from './functionWords';
import { technicalWords } from './technicalWords';

/** Scripts that only one language of software documentation uses, or that distinguish it from others. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/[іїєґ]/iu, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/[پچژگ]/u, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Georgian}/u, 'ka'],
];

const beyondAscii = /[^\x00-\x7f]/;

/** Evidence that a question is in a language: a certain function word, or two possible ones. */
const enough = 2;

const technical = new Map(
  Object.entries(technicalWords).map(([language, words]) => [language, new Set(words.split(' '))]),
);

/** The letters that only one of the languages has, such as the Turkish ı. */
const ownLetters = new Set(
  Object.values(functionWords)
    .flatMap(({ letters }) => Array.from(letters))
    .filter((letter, _, all) => all.indexOf(letter) === all.lastIndexOf(letter)),
);

/**
 * The language of a question (BCP 47), by its script, its function words and its letters; undefined if the evidence is
 * not sufficient, such as for a name or two words of code.
 */
export function languageOfQuestion(text: string): string | undefined {
  return languagesOfQuestion(text)[0];
}

/** The languages with the most evidence that a question is in them: several if related languages share its words. */
export function languagesOfQuestion(text: string): readonly string[] {
  if (beyondAscii.test(text))
    for (const [script, language] of scripts) if (script.test(text)) return [language];
  const words = [...new Set(wordsOf(text))];
  const own = words.filter((word) => !english.certain.has(word) && !english.possible.has(word));
  const special = own.map((word) => word.match(/[^a-z]/gu) ?? []);
  let most = evidenceOfWords(words, english);
  let best = most > 0 ? ['en'] : [];
  for (const [language, known] of Object.entries(functionWords)) {
    const ownEvidence = evidenceOfWords(own, known) + evidenceBeside(own, special, language, known);
    if (ownEvidence < enough) continue;
    const shared = words.filter((word) => english.possible.has(word) && known.possible.has(word)).length;
    const evidence = ownEvidence + shared;
    if (evidence < most || (evidence === most && best[0] === 'en')) continue;
    best = evidence === most ? [...best, language] : [language];
    most = evidence;
  }
  return best;
}

/** The words of a text in lower case, without identifiers of several parts and the endings of English contractions. */
function wordsOf(text: string): string[] {
  // Tried only where an identifier begins: within a long word or line of signs, each place would read the rest of it.
  const identifiers =
    /(?<![\p{L}\d_$#/\\.:@=<>])[\p{L}\d]*(?:[\p{Ll}\d]\p{Lu}|\d\p{L}|[_$#/\\.:@=<>]+[\p{L}\d])[\p{L}\p{M}\d_$#/\\.:@=<>-]*/gu;
  const contractions = /(?<=\p{L})['’](?:s|t|d|m|re|ve|ll)(?!\p{L})/giu;
  const placeholders = /%[\w%]+/g;
  const prose = [placeholders, identifiers, contractions].reduce(
    (rest, pattern) => rest.replace(pattern, ' '),
    text.normalize('NFC'),
  );
  return prose.toLowerCase().match(/\p{L}+/gu) ?? [];
}

function evidenceOfWords(
  words: readonly string[],
  { certain, possible }: Pick<FunctionWords, 'certain' | 'possible'>,
): number {
  let evidence = 0;
  let letters = 0;
  for (const word of words) {
    if (certain.has(word)) evidence += 2;
    else if (possible.has(word)) {
      if (word.length === 1) letters = 1;
      else evidence++;
    }
  }
  // Any number of single letters counts once: they are also names of variables.
  return evidence + letters;
}

/**
 * The evidence of technical words, and of words with the letters of few languages, which is also against others.
 *
 * @param lettersOfWords for each word its characters that are no letters from a to z
 */
function evidenceBeside(
  words: readonly string[],
  lettersOfWords: readonly (readonly string[])[],
  language: string,
  { certain, possible, neutral, letters }: FunctionWords,
): number {
  let evidence = 0;
  for (const [i, word] of words.entries()) {
    if (certain.has(word) || possible.has(word) || neutral.has(word)) continue;
    if (technical.get(language)?.has(word)) evidence++;
    const special = lettersOfWords[i]!;
    if (special.length === 0) continue;
    if (!special.every((letter) => letters.includes(letter))) evidence--;
    else evidence += special.some((letter) => ownLetters.has(letter)) ? 2 : 1;
  }
  return evidence;
}
