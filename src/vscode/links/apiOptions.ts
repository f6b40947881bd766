import type { SearchParams } from '../../common/contracts/engineContract';
import { isListOf, isRecord, isString, isWhole } from '../../common/typeGuards';

const usualLimit = 20;
const maxLimit = 200;
const maxQueryLength = 10_000;

/**
 * Validates the arguments of another extension, which may not be type-checked.
 *
 * @throws TypeError that names the invalid argument
 */
export function searchParams(query: unknown, options: unknown = {}): SearchParams {
  if (!isString(query)) throw new TypeError('query must be a string.');
  if (query.length > maxQueryLength)
    throw new TypeError(`query must have at most ${maxQueryLength} characters.`);
  if (!isRecord(options)) throw new TypeError('options must be an object.');
  const { kind, limit = usualLimit } = options;
  if (kind !== undefined && kind !== 'code' && kind !== 'docs') {
    throw new TypeError("options.kind must be 'code' or 'docs'.");
  }
  if (!isWhole(limit, 1)) throw new TypeError('options.limit must be a whole number of at least 1.');
  return {
    query,
    kind,
    limit: Math.min(limit, maxLimit),
    paths: list(options, 'paths'),
    excludedPaths: list(options, 'excludedPaths'),
    languages: list(options, 'languages'),
    order: 'places',
  };
}

function list(options: Record<string, unknown>, name: string): readonly string[] | undefined {
  const value = options[name];
  if (value === undefined || isListOf(value, isString)) return value;
  throw new TypeError(`options.${name} must be a list of strings.`);
}
