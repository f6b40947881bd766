/** Whether a value is a plain object, with any content. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list whose items all satisfy `isItem`. */
export function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem);
}

/** Also as a predicate for lists, since `typeof` is not a function. */
export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether a value is an integer of at least `least`. */
export function isWhole(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}
