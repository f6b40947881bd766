import type { IncomingHttpHeaders } from 'node:http';
import { RequestRefused, type EmbeddingRequest, type JsonObject, type Role } from './dialect';

/** Whether a value is allowed in a field. */
export type FieldRule = (value: unknown) => boolean;

export const text: FieldRule = (value) => typeof value === 'string';
export const flag: FieldRule = (value) => typeof value === 'boolean';
export const object: FieldRule = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const wholeNumber: FieldRule = (value) => Number.isInteger(value) && (value as number) > 0;
export const oneOf =
  (...values: readonly unknown[]): FieldRule =>
  (value) =>
    values.includes(value);

/** The key of `Authorization: Bearer KEY`. */
export function bearerKey({ authorization }: IncomingHttpHeaders): string | undefined {
  return /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
}

/** The body field for the role of the inputs. */
export interface RoleField {
  readonly field: string;
  readonly required?: true;
  readonly values: Readonly<Record<Role, readonly string[]>>;
  /** Other allowed values. */
  readonly others?: readonly string[];
}

/** Rules for a body in the style of OpenAI; the server does not know fields omitted here. */
export interface BodyRules {
  /** Field of the inputs. Default `input`. */
  readonly input?: string;
  /** Allowed form of the inputs. Default both. */
  readonly inputAs?: 'string' | 'array';
  readonly dimensions?: string;
  /** Allowed values of the dimensions field. Default whole numbers; the model limits them further. */
  readonly dimensionsRule?: FieldRule;
  readonly encoding?: string;
  /** Allowed values of the encoding field. Default `float` and `base64`. */
  readonly encodings?: readonly string[];
  /** Field of the type of the numbers: `float` or `int8`; other types are not simulated. */
  readonly outputType?: string;
  readonly role?: RoleField;
  /** Other optional fields. */
  readonly others?: Readonly<Record<string, FieldRule>>;
}

/** Reads bodies by rules. */
export function readBy(rules: BodyRules): (body: JsonObject) => EmbeddingRequest {
  const { input = 'input', dimensions, encoding, outputType, role } = rules;
  const fields: Record<string, FieldRule> = { model: text, [input]: () => true, ...rules.others };
  if (dimensions !== undefined) fields[dimensions] = rules.dimensionsRule ?? wholeNumber;
  if (encoding !== undefined) fields[encoding] = oneOf(...(rules.encodings ?? ['float', 'base64']));
  if (outputType !== undefined) fields[outputType] = oneOf('float', 'int8');
  if (role !== undefined) {
    fields[role.field] = oneOf(...role.values.query, ...role.values.document, ...(role.others ?? []));
  }
  const required = ['model', input, ...(role?.required ? [role.field] : [])];
  return (body) => {
    checkFields(body, fields, required);
    const value = body[input];
    const inputs = typeof value === 'string' ? [value] : value;
    if (!isTexts(inputs)) throw new RequestRefused({ kind: 'badValue', field: input, value });
    const came = typeof value === 'string' ? 'string' : 'array';
    if (rules.inputAs !== undefined && rules.inputAs !== came) {
      const [wanted, got] = came === 'array' ? ['a string', 'an array'] : ['an array', 'a string'];
      throw new RequestRefused({ kind: 'badType', field: input, wanted, got });
    }
    return {
      model: body['model'] as string,
      inputs,
      asString: typeof value === 'string',
      dimensions: dimensions === undefined ? undefined : numberOf(body[dimensions]),
      encoding: encoding !== undefined && body[encoding] === 'base64' ? 'base64' : 'float',
      outputType: outputType !== undefined && body[outputType] === 'int8' ? 'int8' : undefined,
      role: role === undefined ? undefined : roleOf(body[role.field], role),
    };
  };
}

/**
 * Refuses a body with unknown or missing fields or wrong values.
 *
 * @throws RequestRefused
 */
export function checkFields(
  body: JsonObject,
  fields: Readonly<Record<string, FieldRule>>,
  required: readonly string[],
): void {
  for (const [field, value] of Object.entries(body)) {
    const rule = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (rule === undefined) throw new RequestRefused({ kind: 'unknownField', field });
    if (!rule(value)) throw new RequestRefused({ kind: 'badValue', field, value });
  }
  for (const field of required) {
    if (!Object.hasOwn(body, field)) throw new RequestRefused({ kind: 'missingField', field });
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every(text);
}

function numberOf(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function roleOf(value: unknown, { values }: RoleField): Role | undefined {
  if (values.query.includes(value as string)) return 'query';
  return values.document.includes(value as string) ? 'document' : undefined;
}
