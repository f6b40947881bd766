/** A changed setting, with a value that is safe to share. */
export interface SafeSetting {
  readonly name: string;
  readonly value: string;
}

/** A setting with its value and its default from package.json. */
export interface SettingValue {
  readonly name: string;
  readonly value: unknown;
  readonly defaultValue: unknown;
  /** The allowed values, if the setting has a fixed list. */
  readonly known?: readonly unknown[] | undefined;
}

/**
 * The settings that differ from their defaults. Includes the values of numbers, booleans and fixed choices. For free text (paths,
 * addresses, globs, model names), only reports that it is set, and for lists their length.
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
