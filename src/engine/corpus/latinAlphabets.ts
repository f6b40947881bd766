/**
 * The non-ASCII letters of languages in Latin script, in lower case, by the encodings that were used for them before
 * UTF-8.
 */
const western = [
  'àâäæçéèêëîïôöœùûüÿß',
  'áéíóúñü',
  'áâãàçéêíóôõú',
  'àèéìíîòóùú',
  'åäöæøé',
  'áðéíóúýþæö',
  'àçèéíïòóúü',
];
const central = ['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'áéíóöőúüű', 'ăâîşţ', 'čćđšž', 'äöüß'];

/**
 * Encodings, the most frequent first, with the letters of each of their languages, and a pattern that a text in it
 * must match.
 */
export const latinAlphabets: readonly (readonly [
  encoding: string,
  alphabets: readonly string[],
  needs?: RegExp,
])[] = [
  // The letters specific to it are Icelandic letters in windows-1252, and Turkish is far more common.
  ['windows-1254', ['çğıöşüâîûi\u0307'], /[ğışĞİŞ]/],
  ['windows-1252', western],
  ['windows-1250', central],
  ['iso-8859-2', central],
  ['windows-1257', ['ąčęėįšųūž', 'āčēģīķļņšūž', 'äõöüšž']],
  ['cp850', western],
  ['cp437', western],
  ['cp852', central],
];

/** Characters that occur in text, but not inside a word. */
const signs = /[°§©®«»·–—‘’“”„…•€£¡¿ªº±²³¹µ×™\u00a0]/;
const inWords = /[’·\u00a0–]/;

/**
 * The share of the non-ASCII characters that are letters of one language, or signs that are not inside a word: from 0
 * to 1, the best of the languages.
 */
export function alphabetShare(text: string, alphabets: readonly string[]): number {
  const right = alphabets.map(() => 0);
  let total = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char < '\u0080') continue;
    total++;
    const [before, after] = [text[i - 1] ?? '', text[i + 1] ?? ''];
    if (signs.test(char)) {
      const isInside = /\p{L}/u.test(before) && /\p{L}/u.test(after) && !inWords.test(char);
      if (!isInside) for (let one = 0; one < right.length; one++) right[one]!++;
      continue;
    }
    const small = char.toLowerCase();
    // A capital letter inside a word is most likely another letter in another encoding.
    if (small !== char && /\p{Ll}/u.test(before)) continue;
    for (const [one, alphabet] of alphabets.entries()) if (alphabet.includes(small)) right[one]!++;
  }
  return total === 0 ? 0 : Math.max(...right) / total;
}
