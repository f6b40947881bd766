import { mkdir, readdir, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CorpusSettings } from '../../../src/common/contracts/engineContract';
import { folderOptionsOf, type IndexChoice } from '../../../src/mcp/folderOptions';
import { readWindowRecords, writeWindowRecord } from '../../../src/node/windowRecords';
import { temporaryDirectory } from '../store/temporaryDirectory';

const corpus: CorpusSettings = {
  exclude: ['**/.git', 'out'],
  include: [],
  useIgnoreFiles: true,
  maxFileSizeBytes: 1024 * 1024,
  includeGenerated: [],
  includeSecrets: false,
  associations: { '*.inc': 'php' },
  encoding: 'gbk',
  encodingByLanguage: { bat: 'cp437' },
};

let place: string;
let userDirectory: string;
let folder: string;
let first: string;
let second: string;

beforeEach(async () => {
  place = await realpath(await temporaryDirectory());
  userDirectory = path.join(place, 'user');
  folder = path.join(place, 'folder');
  first = path.join(place, 'first', 'index');
  second = path.join(place, 'second', 'index');
  await mkdir(folder);
});

const records = (): Promise<string[]> => readdir(path.join(userDirectory, 'windows'));

/** Records that a window opened the folder, so many seconds after the year 2020 began. */
async function opened(indexDirectory: string, seconds: number, settings = corpus): Promise<string> {
  const before = new Set(await records().catch(() => []));
  await writeWindowRecord(userDirectory, { folder, indexDirectory, corpus: settings });
  const name = (await records()).find((one) => !before.has(one) && one.endsWith('.json'))!;
  const file = path.join(userDirectory, 'windows', name);
  await utimes(file, 1_577_836_800 + seconds, 1_577_836_800 + seconds);
  return file;
}

const choice = (chosen: Partial<IndexChoice> = {}): IndexChoice => ({
  ...{ indexDirectory: userDirectory, isGiven: false, userDirectory, corpus: undefined },
  ...chosen,
});

describe('the server opens a folder', () => {
  it('with the index and the settings of the window that opened it last', async () => {
    await opened(second, 2);
    await opened(first, 1, {});
    const options = { folder, indexDirectory: second, userDirectory, corpus };
    expect(await folderOptionsOf(folder, choice())).toEqual(options);
    await symlink(folder, path.join(place, 'link'), 'junction');
    const linked = path.join(place, 'link');
    expect(await folderOptionsOf(linked, choice())).toEqual({ ...options, folder: linked });
    await rm(second, { recursive: true });
    expect(await folderOptionsOf(folder, choice())).toMatchObject({ indexDirectory: first, corpus: {} });
  });

  it('in a given index directory with the settings of its window only', async () => {
    await opened(first, 1);
    await opened(second, 2, {});
    const given = { indexDirectory: path.join(place, 'first', '..', 'first', 'index'), isGiven: true };
    expect(await folderOptionsOf(folder, choice(given))).toEqual({ folder, indexDirectory: first, corpus });
    const other = path.join(place, 'other');
    expect(await folderOptionsOf(folder, choice({ indexDirectory: other, isGiven: true }))).toEqual({
      ...{ folder, indexDirectory: other, corpus: undefined },
    });
  });

  it('as the command line says if it says which files to index', async () => {
    await opened(first, 1);
    const own = { maxFileSizeBytes: 5 };
    expect(await folderOptionsOf(folder, choice({ corpus: own }))).toEqual({
      ...{ folder, indexDirectory: userDirectory, corpus: own },
    });
  });

  it.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['another version', (json: object) => ({ ...json, version: 2 })],
    ['another folder', (json: object) => ({ ...json, folder: '/elsewhere' })],
    ['a relative index directory', (json: object) => ({ ...json, indexDirectory: 'index' })],
    ['no settings', (json: object) => ({ ...json, corpus: undefined })],
    ['settings of another type', (json: object) => ({ ...json, corpus: { exclude: 'out' } })],
  ])('as without a window if the record is malformed: %s', async (_, change) => {
    const file = await opened(first, 1);
    const good = { version: 1, folder, indexDirectory: first, corpus: {} };
    const text = typeof change === 'string' ? change : JSON.stringify(change(good));
    await writeFile(file, text);
    expect(await folderOptionsOf(folder, choice())).toEqual({
      ...{ folder, indexDirectory: userDirectory, userDirectory, corpus: undefined },
    });
    await writeFile(file, JSON.stringify(good));
    expect(await folderOptionsOf(folder, choice())).toMatchObject({ indexDirectory: first, corpus: {} });
  });
});

describe('the records of windows', () => {
  it('create the index directory, and are rewritten in place', async () => {
    await writeWindowRecord(userDirectory, { folder, indexDirectory: first, corpus });
    expect(await readdir(first)).toEqual([]);
    await writeWindowRecord(userDirectory, { folder, indexDirectory: first, corpus: {} });
    expect(await readWindowRecords(userDirectory, folder)).toEqual([
      { folder, indexDirectory: first, corpus: {} },
    ]);
    expect((await records()).sort()).toEqual(['CACHEDIR.TAG', expect.stringMatching(/^folder-.*\.json$/)]);
  });

  it('are deleted by the next window if their index is gone, or if they are malformed', async () => {
    const gone = await opened(first, 1);
    await rm(path.join(place, 'first'), { recursive: true });
    await writeFile(path.join(userDirectory, 'windows', 'broken.json'), '{');
    const other = { version: 2, indexDirectory: place };
    await writeFile(path.join(userDirectory, 'windows', 'newer.json'), JSON.stringify(other));
    const kept = await opened(second, 2);
    expect((await records()).sort()).toEqual(['CACHEDIR.TAG', 'newer.json', path.basename(kept)].sort());
    expect(await records()).not.toContain(path.basename(gone));
  });
});
