import type { Text } from './message';
import { texts } from './texts';

/** The text of a message in the display language; a string is returned unchanged. */
export function textOf(text: Text): string {
  if (typeof text === 'string') return text;
  const make = texts[text.code] as (...values: readonly (string | number)[]) => string;
  return make(...text.values.map((value) => (typeof value === 'number' ? value : textOf(value))));
}
