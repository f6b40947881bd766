/** Non-finite numbers, which JSON does not have but some encoders write. Matched between brackets and commas. */
const notFinite = /([[,:]\s*)[-+]?(?:nan|inf(?:inity)?)(?=\s*[,\]}])/gi;

/**
 * Parses JSON. NaN and Infinity, which JSON does not have, are read as null. Returns undefined for text that is not JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return parseWithoutNumbers(text);
  }
}

function parseWithoutNumbers(text: string): unknown {
  try {
    return JSON.parse(text.replace(notFinite, '$1null')) as unknown;
  } catch {
    return undefined;
  }
}
