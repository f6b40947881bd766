/** Character classes of the code tokenizer. */
export const SEPARATOR = 0;
export const LOWER = 1;
export const UPPER = 2;
export const DIGIT = 3;
/** A separator that may begin a special token such as `[UNK]`. */
export const SPECIAL = 4;

/** Classes of the ASCII characters; `specials` are the first characters of special tokens. */
export function asciiClasses(specials: Iterable<string>): Uint8Array {
  const classes = new Uint8Array(128);
  classes.fill(LOWER, 0x61, 0x7b);
  classes.fill(UPPER, 0x41, 0x5b);
  classes.fill(DIGIT, 0x30, 0x3a);
  for (const special of specials) {
    classes[special.charCodeAt(0)] = SPECIAL;
  }
  return classes;
}

/** The Kelvin sign, whose lower case is the letter k. */
export const kelvin = 0x212a;
/** Capital I with a dot above, whose lower case is the letter i and a combining dot. */
export const dottedI = 0x130;
