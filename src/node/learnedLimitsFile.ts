import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf, systemCodeOf } from '../common/errors';
import type { Logger } from '../common/logger';
import { isRecord } from '../common/typeGuards';
import type { LearnedLimits, LimitMemory } from '../engine/embedding/remote/learnedLimits';

const fileName = 'learnedLimits.json';

/** Limits are raised now and then: what was learned longer ago is asked for anew, milliseconds. */
const forgottenMs = 30 * 24 * 3_600_000;

interface Entry {
  readonly learnedAt: number;
  readonly limits: LearnedLimits;
}

/**
 * Remembers what an endpoint was found to take, in a file that all workspaces and processes share. It is small and seldom
 * written; of two processes that write at the same moment one may learn again. A file that cannot be read is not written over.
 *
 * @param directory created where there is none
 * @param key of the endpoint and the model
 */
export function learnedLimitsFile(directory: string, key: string, logger: Logger): LimitMemory {
  const file = path.join(directory, fileName);
  let known = knownOf(file, key, logger);
  return {
    read: () => known,
    write: (limits) => {
      known = limits;
      try {
        mkdirSync(directory, { recursive: true });
        const entries = { ...readEntries(file), [key]: { learnedAt: Date.now(), limits } };
        const beside = `${file}.${process.pid}.tmp`;
        writeFileSync(beside, `${JSON.stringify(entries, undefined, 2)}\n`);
        renameSync(beside, file);
      } catch (error) {
        logger.warn(`What was learned of the provider is not remembered: ${file}: ${messageOf(error)}`);
      }
    },
  };
}

function knownOf(file: string, key: string, logger: Logger): LearnedLimits {
  try {
    return readEntries(file)[key]?.limits ?? {};
  } catch (error) {
    logger.warn(`What was learned of the provider cannot be read: ${file}: ${messageOf(error)}`);
    return {};
  }
}

/** What the file holds of use; nothing where there is none, or none that is JSON. @throws the error of the file system */
function readEntries(file: string): Record<string, Entry> {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isAbsent = ['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error) ?? '');
    if (isAbsent || error instanceof SyntaxError) return {};
    throw error;
  }
  if (!isRecord(found)) return {};
  const entries = Object.entries(found).flatMap(([key, entry]): [string, Entry][] => {
    if (!isRecord(entry) || typeof entry['learnedAt'] !== 'number' || !isRecord(entry['limits'])) return [];
    const { learnedAt } = entry;
    const limits = readLimits(entry['limits']);
    // What vectors look like does not change, and without it nothing can be opened while the provider is down.
    const isOld = learnedAt < Date.now() - forgottenMs;
    return [[key, { learnedAt, limits: isOld ? { dimensions: limits.dimensions } : limits }]];
  });
  return Object.fromEntries(entries);
}

function readLimits(found: Readonly<Record<string, unknown>>): LearnedLimits {
  const count = (name: keyof LearnedLimits): number | undefined => {
    const value = found[name];
    return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
  };
  return {
    maxInputs: count('maxInputs'),
    maxInputTokens: count('maxInputTokens'),
    maxRequestTokens: count('maxRequestTokens'),
    dimensions: count('dimensions'),
    asString: found['asString'] === true || undefined,
    floatOnly: found['floatOnly'] === true || undefined,
  };
}
