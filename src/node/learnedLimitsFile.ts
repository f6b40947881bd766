import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { messageOf, systemCodeOf } from '../common/errors/errors';
import type { Logger } from '../common/logger';
import { isRecord } from '../common/typeGuards';
import type { LearnedLimits, LimitMemory } from '../engine/embedding/remote/learnedLimits';
import { makeDirectorySync } from './makeDirectory';

const fileName = 'learnedLimits.json';

/** Providers raise limits occasionally, so older learned limits are discarded, milliseconds. */
const forgottenMs = 30 * 24 * 3_600_000;

interface Entry {
  readonly learnedAt: number;
  readonly limits: LearnedLimits;
}

/**
 * Stores the learned limits of an endpoint, in a file shared by all workspaces and processes. The file is small and
 * seldom written; if two processes write at the same time, one of them may have to learn again. An unreadable file is
 * not overwritten.
 *
 * @param directory created if missing
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
        makeDirectorySync(directory);
        const entries = { ...readEntries(file), [key]: { learnedAt: Date.now(), limits } };
        // Two engines of one process may write at the same time.
        const beside = `${file}.${process.pid}-${threadId}.tmp`;
        writeFileSync(beside, `${JSON.stringify(entries, undefined, 2)}\n`);
        renameSync(beside, file);
      } catch (error) {
        logger.warn(`The learned limits of the provider cannot be stored: ${file}: ${messageOf(error)}`);
      }
    },
  };
}

function knownOf(file: string, key: string, logger: Logger): LearnedLimits {
  try {
    return readEntries(file)[key]?.limits ?? {};
  } catch (error) {
    logger.warn(`The learned limits of the provider cannot be read: ${file}: ${messageOf(error)}`);
    return {};
  }
}

/** The entries of the file; empty if it is missing or not valid JSON. @throws the error of the file system */
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
    // The properties of vectors do not change, and without them no index can be opened while the provider is down.
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
