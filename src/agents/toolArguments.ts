import { SemanticSearchError } from '../common/errors/errors';
import { isListOf, isRecord, isString, isWhole } from '../common/typeGuards';

/** One argument of a tool. From its specification both the JSON schema and the check are made. */
export type ArgumentSpec =
  | { readonly type: 'string'; readonly description: string; readonly values?: readonly string[] }
  | { readonly type: 'strings'; readonly description: string }
  | { readonly type: 'integer'; readonly description: string; readonly least: number; readonly most: number }
  | { readonly type: 'boolean'; readonly description: string };

/** The arguments of a tool by name. */
export type ArgumentSpecs = Readonly<Record<string, ArgumentSpec>>;

type ValueOf<S extends ArgumentSpec> = S extends { type: 'string'; values: readonly (infer V)[] }
  ? V
  : S extends { type: 'string' }
    ? string
    : S extends { type: 'strings' }
      ? readonly string[]
      : S extends { type: 'integer' }
        ? number
        : boolean;

/** Checked arguments: each is absent or of its type. */
export type ArgumentValues<S extends ArgumentSpecs> = { readonly [K in keyof S]?: ValueOf<S[K]> };

/** A JSON schema without unions, references or other constructs that some clients refuse. */
export interface ToolSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

/** Longest text, in characters. */
const longestText = 20_000;
/** Most items of a list. */
const mostItems = 50;

/** The JSON schema of a tool's arguments. */
export function schemaOf(specs: ArgumentSpecs, required: readonly string[]): ToolSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, propertyOf(spec)])),
    required,
    additionalProperties: false,
  };
}

function propertyOf(spec: ArgumentSpec): Record<string, unknown> {
  const { description } = spec;
  switch (spec.type) {
    case 'string':
      return { type: 'string', description, ...(spec.values && { enum: spec.values }) };
    case 'strings':
      return { type: 'array', items: { type: 'string' }, description };
    case 'integer':
      return { type: 'integer', description, minimum: spec.least, maximum: spec.most };
    case 'boolean':
      return { type: 'boolean', description };
  }
}

/**
 * Checks the arguments of a call. Models write some values in another form (one string for a list, a number as text,
 * null for a value that they leave out); those are converted.
 *
 * @throws SemanticSearchError USAGE, with the names or values that are possible
 */
export function checkArguments<S extends ArgumentSpecs>(
  specs: S,
  required: readonly string[],
  input: unknown,
): ArgumentValues<S> {
  const given = input ?? {};
  if (!isRecord(given)) throw usage('The arguments are not an object.', namesOf(specs));
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (!spec) throw usage(`There is no argument "${name.slice(0, 60)}".`, namesOf(specs));
    if (value !== null && value !== undefined) values[name] = checkValue(name, spec, value);
  }
  for (const name of required) {
    const value = values[name];
    if (value === undefined || (isString(value) && value.trim() === '')) {
      throw usage(`The argument "${name}" is missing.`, `${name}: ${specs[name]!.description}`);
    }
  }
  return values as ArgumentValues<S>;
}

function checkValue(name: string, spec: ArgumentSpec, value: unknown): unknown {
  switch (spec.type) {
    case 'string':
      if (!isString(value)) throw usage(`"${name}" is not a string.`, spec.description);
      if (value.length > longestText) throw tooLong(name);
      if (spec.values && !spec.values.includes(value)) {
        throw usage(`"${name}" cannot be "${value.slice(0, 60)}".`, `Possible: ${spec.values.join(', ')}.`);
      }
      return value;
    case 'strings': {
      const list = isString(value) ? [value] : value;
      if (!isListOf(list, isString)) throw usage(`"${name}" is not a list of strings.`, spec.description);
      if (list.length > mostItems) throw usage(`"${name}" has more than ${mostItems} items.`, 'Use fewer.');
      if (list.some((item) => item.length > longestText)) throw tooLong(name);
      return list.filter((item) => item.trim() !== '');
    }
    case 'integer': {
      const number = isString(value) && /^\d+$/.test(value) ? Number(value) : value;
      if (!isWhole(number, spec.least) || number > spec.most) {
        throw usage(`"${name}" is not a whole number from ${spec.least} to ${spec.most}.`, spec.description);
      }
      return number;
    }
    case 'boolean':
      if (value === true || value === 'true') return true;
      if (value === false || value === 'false') return false;
      throw usage(`"${name}" is not true or false.`, spec.description);
  }
}

function namesOf(specs: ArgumentSpecs): string {
  return `Possible: ${Object.keys(specs).join(', ')}.`;
}

function tooLong(name: string): SemanticSearchError {
  return usage(`"${name}" is longer than ${longestText} characters.`, 'Send only the part that matters.');
}

function usage(message: string, hint: string): SemanticSearchError {
  return new SemanticSearchError('USAGE', message, hint);
}
