import { termHash } from '../../src/engine/retrieval/termHash';

/** Of a hundred identifiers, how many get another name in each copy. */
const renamedOfHundred = 30;

/** Four letters or more: shorter ones are mostly keywords, and words of any text. */
const identifiers = /[A-Za-z_][A-Za-z0-9_]{3,}/g;

/**
 * Gives a part of the identifiers of a text names that only one copy has, so that the vocabulary grows with the
 * copies, as it does from one project to the next. The rule is fixed: by the hash of the identifier.
 *
 * @param copy 0 leaves the text as it is
 */
export function renameIdentifiers(text: string, copy: number): string {
  if (copy === 0) return text;
  const suffix = `Of${lettersOf(copy)}`;
  return text.replace(identifiers, (name) =>
    termHash(name) % 100 < renamedOfHundred ? `${name}${suffix}` : name,
  );
}

/** A number in letters, as one word of an identifier. */
function lettersOf(number: number): string {
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 26))
    letters += String.fromCharCode(97 + (rest % 26));
  return letters;
}
