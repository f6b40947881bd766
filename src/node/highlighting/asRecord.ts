import { isRecord } from '../../common/typeGuards';

/** The value as an object with keys, or undefined if it is not an object. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isRecord(value) ? value : undefined;
}

/** The objects of a list, without other values; empty if the value is not a list. */
export function recordsOf(value: unknown): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) return [];
  return (value as unknown[]).map(asRecord).filter((entry) => entry !== undefined);
}
