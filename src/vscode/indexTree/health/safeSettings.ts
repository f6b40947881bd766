/** A setting that is not as it comes, as far as it may be told. */
export interface SafeSetting {
  readonly name: string;
  readonly value: string;
}

/** A setting as package.json declares it, and as it is. */
export interface SettingValue {
  readonly name: string;
  readonly value: unknown;
  readonly defaultValue: unknown;
  /** The only values that there are, where it has such a list. */
  readonly known?: readonly unknown[] | undefined;
}

/**
 * The settings that differ from their defaults. A number, a yes or no, and one of a list that everyone knows are told; of
 * anything that a person wrote (paths, addresses, globs, names of models) only that it is set, and of lists how long they are.
 */
export function safeSettings(settings: readonly SettingValue[]): SafeSetting[] {
  return settings
    .filter(({ value, defaultValue }) => JSON.stringify(value) !== JSON.stringify(defaultValue))
    .map(({ name, value, known }) => ({ name, value: safeValue(value, known) }));
}

function safeValue(value: unknown, known: readonly unknown[] | undefined): string {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return known?.includes(value) ? value : 'set';
  if (Array.isArray(value)) return `set, ${value.length} entries`;
  if (typeof value === 'object' && value !== null) return `set, ${Object.keys(value).length} entries`;
  return 'set';
}
