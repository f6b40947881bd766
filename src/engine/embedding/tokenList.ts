/** Tokens with their ids, as parts of one text, so that no string is created for each of thirty thousand. */
export interface TokenList {
  /** UTF-8. */
  readonly characters: Uint8Array;
  /** Position of each token in `characters`. */
  readonly starts: readonly number[];
  /** Position behind each token. */
  readonly ends: readonly number[];
  /** Id of each token, a safe integer of at least 0. */
  readonly ids: readonly number[];
}

/** The list of tokens that are strings already. */
export function tokenListOf(tokens: readonly (readonly [token: string, id: number])[]): TokenList {
  const encoder = new TextEncoder();
  const ends: number[] = [];
  let end = 0;
  for (const [token] of tokens) ends.push((end += encoder.encode(token).length));
  return {
    characters: encoder.encode(tokens.map(([token]) => token).join('')),
    starts: [0, ...ends.slice(0, -1)],
    ends,
    ids: tokens.map(([, id]) => id),
  };
}
