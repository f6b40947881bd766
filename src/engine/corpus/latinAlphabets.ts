/** The letters beyond ASCII of languages in Latin script, in lower case, by the encodings that they were written in before UTF-8. */
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

/** Encodings, the most frequent first, with the letters of each of their languages, and what a text in it must have. */
export const latinAlphabets: readonly (readonly [
  encoding: string,
  alphabets: readonly string[],
  needs?: RegExp,
])[] = [
  // Its own letters are those of Icelandic in the next one, and Turkish is written by many more.
  ['windows-1254', ['çğıöşüâîûi\u0307'], /[ğışĞİŞ]/],
  ['windows-1252', western],
  ['windows-1250', central],
  ['iso-8859-2', central],
  ['windows-1257', ['ąčęėįšųūž', 'āčēģīķļņšūž', 'äõöüšž']],
  ['cp850', western],
  ['cp437', western],
  ['cp852', central],
];

/** Signs that stand in text, if not inside a word. */
const signs = /[°§©®«»·–—‘’“”„…•€£¡¿ªº±²³¹µ×™\u00a0]/;
const inWords = /[’·\u00a0–]/;

/**
 * How much of the characters beyond ASCII are letters of one language, or signs that do not stand inside a word: from 0 to 1, the best of the
 * languages.
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
