/**
 * The non-ASCII letters of languages in Latin script, in lower case, the most frequent first, by the encodings that
 * were used for them before UTF-8.
 */
const western = [
  'éèàêîûôçùâïëœäöüæÿ',
  'üäöß',
  'óáíñúéü',
  'ãçáéíõóúêàâô',
  'èùìòàéóíî',
  'äöå',
  'æåøé',
  'àóéèíïçúòü',
];
const icelandic = ['ðáíþóúöæéý'];
/** Albanian and Dutch: nearly all of their letters are also those of other languages. */
const rare = ['ëç', 'ëéïöèü'];
const turkish = ['ıüşçğöâîûi\u0307'];
const central = ['łężąśćóńź', 'íáěéžčšřýůúňóďť', 'áížéčšúýľťôóňäďĺŕ', 'áéóöőíüúű', 'ăţşîâ', 'čšžćđ', 'üäöß'];

/**
 * Encodings, with the letters of each of their languages, how frequent the encoding is compared with the others (a
 * logarithm), and a pattern that a text in it must match.
 */
export const latinAlphabets: readonly (readonly [
  encoding: string,
  alphabets: readonly string[],
  prior: number,
  needs?: RegExp,
])[] = [
  // The letters specific to it are Icelandic letters in windows-1252, and Turkish is far more common.
  ['windows-1254', turkish, -1, /[ğışĞİŞ]/],
  ['windows-1252', western, 0],
  ['windows-1252', icelandic, -2],
  ['windows-1252', rare, -3],
  ['windows-1250', central, -2],
  ['iso-8859-2', central, -3],
  ['windows-1257', ['ųšžėįąūčę', 'āīēšūļņžčģķ', 'äõüöžš'], -2],
  ['windows-1258', ['\u0301đ\u0300\u0323ưôâ\u0309ơêă\u0303áàéèúùíóòâ'], -3, /[\u0300-\u0323]/],
  ['cp850', western, -3],
  ['cp437', western, -4],
  ['cp852', central, -5],
  ['macintosh', western, -5, /[a-z][^\0-\x7f]|[^\0-\x7f][a-z]/i],
  ['cp857', turkish, -5, /[ğışĞİŞ]/],
];

/** Characters that occur in text, but not inside a word. */
const signs = /[¤°§©®«»·–—‘’“”„…•€£¡¿ªº±²³¹µ×™\u00a0]/;
const inWords = /[’·\u00a0–]/;

/** How well a text fits a language. */
export interface AlphabetFit {
  /** Share of the non-ASCII characters that are letters of the language, or signs that are not inside a word: 0 to 1. */
  readonly share: number;
  /** How frequent its letters are in the language: the sum of the logarithms of their probabilities, 0 or less. */
  readonly likelihood: number;
}

/** A letter that the language does not have, and a sign. Logarithms of probabilities. */
const unknownLetter = Math.log(0.001);
const anySign = Math.log(0.1);

/** The likelihood of each letter of an alphabet, by its rank: Zipf's law. */
function likelihoods(alphabet: string): ReadonlyMap<string, number> {
  const letters = Array.from(alphabet);
  const sum = letters.reduce((total, _, rank) => total + 1 / (rank + 1), 0);
  return new Map(letters.map((letter, rank) => [letter, -Math.log((rank + 1) * sum)]));
}

/** Whether letters are on both sides of a sign, or of the signs that it is one of. */
function isInWord(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && signs.test(text[start - 1]!)) start--;
  let end = at + 1;
  while (end < text.length && signs.test(text[end]!)) end++;
  return /\p{L}/u.test(text[start - 1] ?? '') && /\p{L}/u.test(text[end] ?? '');
}

/** The fit of the language that has most of the letters; of several, the one in which they are most frequent. */
export function alphabetFit(text: string, alphabets: readonly string[]): AlphabetFit {
  const letters = alphabets.map(likelihoods);
  const right = alphabets.map(() => 0);
  const likelihood = alphabets.map(() => 0);
  let total = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char < '\u0080') continue;
    total++;
    const before = text[i - 1] ?? '';
    if (signs.test(char)) {
      const isInside = isInWord(text, i) && !inWords.test(char);
      for (let one = 0; one < right.length; one++) {
        if (!isInside) right[one]!++;
        likelihood[one]! += isInside ? unknownLetter : anySign;
      }
      continue;
    }
    const small = char.toLowerCase();
    // A capital letter inside a word is most likely another letter in another encoding.
    const isMisplaced = small !== char && /\p{Ll}/u.test(before);
    for (const [one, known] of letters.entries()) {
      const letter = isMisplaced ? undefined : known.get(small);
      if (letter !== undefined) right[one]!++;
      likelihood[one]! += letter ?? unknownLetter;
    }
  }
  const fits = alphabets.map((_, one) => ({
    share: right[one]! / Math.max(1, total),
    likelihood: likelihood[one]!,
  }));
  return fits.reduce((best, fit) => (fit.likelihood > best.likelihood ? fit : best));
}
