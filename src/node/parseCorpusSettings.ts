import type { CorpusSettings } from '../common/contracts/engineContract';
import { isListOf, isRecord, isString } from '../common/typeGuards';

type Check = (value: unknown) => boolean;

const isBoolean: Check = (value) => typeof value === 'boolean';
const isStrings: Check = (value) => isListOf(value, isString);
const isStringRecord: Check = (value) => isRecord(value) && Object.values(value).every(isString);

const checks: Readonly<Record<keyof CorpusSettings, Check>> = {
  exclude: isStrings,
  include: isStrings,
  useIgnoreFiles: isBoolean,
  maxFileSizeBytes: Number.isFinite,
  includeSecrets: isBoolean,
  includeGenerated: isStrings,
  associations: isStringRecord,
  encoding: isString,
  encodingByLanguage: isStringRecord,
};

/** The settings that a JSON value contains; undefined if one of them has another type. Unknown ones are left out. */
export function parseCorpusSettings(value: unknown): CorpusSettings | undefined {
  if (!isRecord(value)) return undefined;
  const known = Object.entries(checks).filter(([key]) => value[key] !== undefined);
  if (!known.every(([key, check]) => check(value[key]))) return undefined;
  return Object.fromEntries(known.map(([key]) => [key, value[key]]));
}
