const letters: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ı: 'i', œ: 'oe', æ: 'ae', ø: 'o' };

/** How a word in lower case is typed without diacritics, in German also with "ae" instead of "ä"; only Latin letters. */
export function asciiFormsOf(word: string): readonly string[] {
  const plain = word.replace(/[ßłıœæø]/g, (letter) => letters[letter]!);
  const forms = new Set([plain, plain.replace(/[äöü]/g, '$&e')].map(withoutMarks));
  return [...forms].filter((form) => /^[a-z]+$/.test(form));
}

function withoutMarks(word: string): string {
  return word.normalize('NFD').replace(/\p{M}+/gu, '');
}
