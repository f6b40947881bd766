import { createHash } from 'node:crypto';
import { readFile, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isRecord, isString, isWhole } from '../../common/typeGuards';
import { makeDirectory } from '../makeDirectory';
import type { FileChange } from './planChanges';

/** How to undo a change, without a copy of the file, which may contain keys of other servers. */
interface UndoRecord {
  /** Of the file as it was written. */
  readonly sha256: string;
  /** There was no file. */
  readonly isNew: boolean;
  /** Characters from `start` to `end` replaced `text`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** As in `FileChange`. */
  readonly addsKey?: boolean | undefined;
  /** The highest directory that was created for the file. */
  readonly madeDirectory?: string | undefined;
}

type UndoRecords = Readonly<Record<string, UndoRecord>>;

/**
 * Writes changes, each file at once, and records how to undo them.
 *
 * @param recordFile the file of the records
 */
export async function applyChanges(changes: readonly FileChange[], recordFile: string): Promise<void> {
  const records: Record<string, UndoRecord> = { ...(await readRecords(recordFile)) };
  const emptied: (readonly [lower: string, upper: string])[] = [];
  for (const change of changes) {
    const { file, after } = change;
    const earlier = records[file];
    const madeDirectory = await replaceFile(file, after);
    if (after === undefined) {
      Reflect.deleteProperty(records, file);
      if (earlier?.madeDirectory !== undefined) emptied.push([path.dirname(file), earlier.madeDirectory]);
    } else {
      records[file] = {
        ...undoRecord(change, earlier),
        addsKey: change.addsKey ?? earlier?.addsKey,
        madeDirectory: madeDirectory ?? earlier?.madeDirectory,
      };
    }
  }
  // Only now, the deepest first: several files may have been in one directory.
  emptied.sort(([a], [b]) => b.length - a.length);
  for (const [lower, upper] of emptied) await removeEmpty(lower, upper);
  const isNone = Object.keys(records).length === 0;
  await replaceFile(recordFile, isNone ? undefined : `${JSON.stringify(records, null, 2)}\n`);
}

/** The files in which, by the records, the object that holds the servers was added with our entry. */
export async function keysAdded(recordFile: string): Promise<ReadonlySet<string>> {
  const records = Object.entries(await readRecords(recordFile));
  return new Set(records.flatMap(([file, { addsKey }]) => (addsKey === true ? [file] : [])));
}

/**
 * The changes that undo recorded ones byte for byte, where a file is still as it was written; other changes are returned
 * as they are.
 *
 * @param changes those that remove our parts from the files as they are now
 */
export async function undoExactly(changes: readonly FileChange[], recordFile: string): Promise<FileChange[]> {
  const records = await readRecords(recordFile);
  return changes.map((change) => {
    const record = records[change.file];
    const { before, after = '' } = change;
    if (!record || before === undefined) return change;
    const { sha256, start, end, text, isNew } = record;
    if (hashOf(before) !== sha256) return isNew && isBlank(after) ? { ...change, after: undefined } : change;
    return { ...change, after: isNew ? undefined : before.slice(0, start) + text + before.slice(end) };
  });
}

/** Whether a file has no content, or an object in JSON that has none. */
function isBlank(text: string): boolean {
  return /^\s*(\{\s*\}\s*)?$/.test(text);
}

/** A second change of the same file is undone together with the first one, if the file is still as that one left it. */
function undoRecord({ before, after = '' }: FileChange, earlier: UndoRecord | undefined): UndoRecord {
  const original =
    earlier?.sha256 === hashOf(before ?? '') && before !== undefined
      ? earlier.isNew
        ? undefined
        : before.slice(0, earlier.start) + earlier.text + before.slice(earlier.end)
      : before;
  const old = original ?? '';
  let start = 0;
  while (start < Math.min(old.length, after.length) && old[start] === after[start]) start++;
  let tail = 0;
  while (
    tail < Math.min(old.length, after.length) - start &&
    old[old.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  return {
    sha256: hashOf(after),
    isNew: original === undefined,
    start,
    end: after.length - tail,
    text: old.slice(start, old.length - tail),
  };
}

/** No records if the file is missing or damaged: the parts are then removed by their names and markers. */
async function readRecords(file: string): Promise<UndoRecords> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return {};
  }
  if (!isRecord(content)) return {};
  const records = Object.entries(content).flatMap(([path, value]) =>
    isUndoRecord(value) ? [[path, value] as const] : [],
  );
  return Object.fromEntries(records);
}

function isUndoRecord(value: unknown): value is UndoRecord {
  if (!isRecord(value)) return false;
  const { sha256, isNew, start, end, text, addsKey, madeDirectory } = value;
  return (
    isString(sha256) &&
    typeof isNew === 'boolean' &&
    isWhole(start, 0) &&
    isWhole(end, 0) &&
    isString(text) &&
    (addsKey === undefined || typeof addsKey === 'boolean') &&
    (madeDirectory === undefined || isString(madeDirectory))
  );
}

/** Deletes directories that are empty, from the lower one up to the upper one. */
async function removeEmpty(lower: string, upper: string): Promise<void> {
  for (let directory = lower; directory.startsWith(upper); directory = path.dirname(directory)) {
    try {
      await rmdir(directory);
    } catch {
      // It has other content.
      return;
    }
  }
}

/**
 * Writes beside the file and renames, with its mode; a link stays a link. Undefined deletes the file.
 *
 * @returns the highest directory that was created
 */
async function replaceFile(file: string, text: string | undefined): Promise<string | undefined> {
  const target = await realpath(file).catch(() => file);
  if (text === undefined) {
    await rm(target, { force: true });
    return undefined;
  }
  const made = await makeDirectory(path.dirname(target));
  const mode = (await stat(target).catch(() => undefined))?.mode;
  const beside = `${target}.semantic-search-${process.pid}`;
  try {
    await writeFile(beside, text, mode === undefined ? {} : { mode: mode & 0o777 });
    await rename(beside, target);
    return made;
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
