import { usage } from './usage';

/** @throws SemanticSearchError USAGE */
export function outputTypeOf(text: string | undefined): 'int8' | undefined {
  if (text === undefined || text === 'float') return undefined;
  if (text !== 'int8') throw usage(`--output-type takes float or int8, not "${text}".`);
  return text;
}

/**
 * @param given `NAME=JSON`, any number of times
 * @param option as given, for messages
 * @throws SemanticSearchError USAGE
 */
export function parametersOf(
  given: readonly string[] | undefined,
  option: '--param' | '--rerank-param' = '--param',
): Readonly<Record<string, unknown>> | undefined {
  if (!given) return undefined;
  const entries = given.map((text): [string, unknown] => {
    const [, name, json] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || json === undefined) throw usage(`${option} takes NAME=JSON, not "${text}".`);
    try {
      return [name.trim(), JSON.parse(json)];
    } catch {
      // The value is not repeated: it may be anything.
      throw usage(`The value of ${option} ${name.trim()} is not JSON. A text needs double quotes.`);
    }
  });
  return Object.fromEntries(entries);
}
