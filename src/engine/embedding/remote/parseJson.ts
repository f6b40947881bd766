/** Numbers that JSON does not have, as encoders write them all the same. Where they stand between brackets and commas. */
const notFinite = /([[,:]\s*)[-+]?(?:nan|inf(?:inity)?)(?=\s*[,\]}])/gi;

/**
 * What a text of JSON stands for; undefined where it is none. Where only numbers that are not finite keep it from being JSON, they
 * are read as null.
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
