import { usage } from './usage';

/** @throws SemanticSearchError USAGE */
export function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw usage(`--http takes a port from 0 to 65535, not "${text}".`);
  return Number(text);
}

/**
 * @param name of the option, for the error
 * @throws SemanticSearchError USAGE
 */
export function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw usage(`${name} takes a whole number from 1 up, not "${text}".`);
  return value;
}

/** As {@link wholeNumber}; undefined if the option is not given. */
export function count(name: string, text: string | undefined): number | undefined {
  return text === undefined ? undefined : wholeNumber(name, text);
}
