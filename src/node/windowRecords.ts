import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CorpusSettings } from '../common/contracts/engineContract';
import { systemCodeOf } from '../common/errors/errors';
import { isRecord, isString } from '../common/typeGuards';
import { createCacheDirectory } from './cacheTag';
import { makeDirectory } from './makeDirectory';
import { workspaceDirectory } from './indexDirectory';
import { parseCorpusSettings } from './parseCorpusSettings';

/** Version of the records. A record of another version is ignored; `indexDirectory` means the same in all versions. */
const version = 1;

/** Where a window stores the index of a folder, and which files it indexes. */
export interface WindowRecord {
  /** Absolute, with links resolved. */
  readonly folder: string;
  /** Parent directory of the indexes of the window; absolute, with links resolved. */
  readonly indexDirectory: string;
  readonly corpus: CorpusSettings;
}

/**
 * Records where a window stores the index of a folder, so that other programs can use this index. A folder has one
 * record for each index directory. Records whose index directory no longer exists are deleted.
 *
 * @param userDirectory the user's directory for indexes, as `defaultIndexDirectory`
 * @throws the error of the file system
 */
export async function writeWindowRecord(userDirectory: string, record: WindowRecord): Promise<void> {
  const directory = recordsDirectory(userDirectory);
  await createCacheDirectory(directory);
  // Before the first update, it does not exist, and the record would be ignored.
  await makeDirectory(record.indexDirectory);
  const folder = await realpath(record.folder);
  const indexDirectory = await realpath(record.indexDirectory);
  const hash = createHash('sha256').update(indexDirectory).digest('hex').slice(0, 12);
  const file = path.join(directory, `${namePrefix(folder)}${hash}.json`);
  const beside = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  const content = { version, folder, indexDirectory, corpus: record.corpus };
  await writeFile(beside, `${JSON.stringify(content, undefined, 2)}\n`);
  await rename(beside, file);
  await removeLostRecords(directory);
}

/**
 * The records of a folder whose index directories exist, the latest first. A record that cannot be read, is malformed or
 * has another version is ignored. Does not reject.
 *
 * @param userDirectory as in {@link writeWindowRecord}
 */
export async function readWindowRecords(userDirectory: string, folder: string): Promise<WindowRecord[]> {
  const root = await realpath(folder).catch(() => folder);
  const prefix = namePrefix(root);
  const files = (await recordFiles(recordsDirectory(userDirectory))).filter((file) =>
    path.basename(file).startsWith(prefix),
  );
  const found = await Promise.all(
    files.map(async (file) => {
      const record = parseRecord(parseJson((await readText(file)) ?? ''));
      const written = await stat(file).catch(() => undefined);
      const isUsable = record?.folder === root && (await isDirectory(record.indexDirectory));
      return isUsable ? [{ record, writtenAtMs: written?.mtimeMs ?? 0 }] : [];
    }),
  );
  return found
    .flat()
    .sort((a, b) => b.writtenAtMs - a.writtenAtMs)
    .map(({ record }) => record);
}

function recordsDirectory(userDirectory: string): string {
  return path.join(userDirectory, 'windows');
}

/** Start of the names of a folder's records. */
function namePrefix(folder: string): string {
  return `${path.basename(workspaceDirectory('', folder))}-`;
}

async function recordFiles(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  return names.filter((name) => name.endsWith('.json')).map((name) => path.join(directory, name));
}

async function removeLostRecords(directory: string): Promise<void> {
  for (const file of await recordFiles(directory)) {
    const text = await readText(file);
    if (text === undefined) continue;
    const content = parseJson(text);
    const indexDirectory = isRecord(content) ? content['indexDirectory'] : undefined;
    if (isString(indexDirectory) && !(await isMissing(indexDirectory))) continue;
    await rm(file, { force: true });
  }
}

function parseRecord(content: unknown): WindowRecord | undefined {
  if (!isRecord(content) || content['version'] !== version) return undefined;
  const { folder, indexDirectory } = content;
  const corpus = parseCorpusSettings(content['corpus']);
  if (!isString(folder) || !isString(indexDirectory) || !path.isAbsolute(indexDirectory) || !corpus)
    return undefined;
  return { folder, indexDirectory, corpus };
}

function readText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

/** Undefined if the text is not valid JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function isDirectory(directory: string): Promise<boolean> {
  const found = await stat(directory).catch(() => undefined);
  return found?.isDirectory() === true;
}

/** A directory that cannot be read at the moment, as on a network drive, is not missing. */
async function isMissing(directory: string): Promise<boolean> {
  try {
    await stat(directory);
    return false;
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error) ?? '');
  }
}
