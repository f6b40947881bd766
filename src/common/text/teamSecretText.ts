/** Shortest team secret, characters: a shorter one can be guessed from the entries. */
export const shortestTeamSecret = 20;

const headerLine = /^\s*([\w!#$%&'*+.^`|~-]+):[ \t]*([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)\s*$/;

/** Splits `Name: value`; the name in lower case. Undefined if it is not one valid header. */
export function parseHeaderLine(text: string): readonly [name: string, value: string] | undefined {
  const [, name, value] = headerLine.exec(text) ?? [];
  return name === undefined || value === undefined ? undefined : [name.toLowerCase(), value];
}

/** Whether a text is one valid header, `Name: value`. */
export function isHeaderLine(text: string): boolean {
  return parseHeaderLine(text) !== undefined;
}
