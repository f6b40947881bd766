/** The strength above which a place contains all of the query with its punctuation. */
export const toTheLetter = 2;

/** The strength above which a place contains all words of the query. */
export const allWords = 1;

/** A weaker place has only a small part of the query: others may have more of it. */
export const certain = 0.5;
