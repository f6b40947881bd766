import { mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FolderOptions } from '../../../src/common/contracts/engineContract';
import { silentLogger } from '../../../src/common/logger';
import { readWindowRecords } from '../../../src/node/windowRecords';
import { recordFolder } from '../../../src/vscode/indexing/recordFolder';
import { temporaryDirectory } from '../store/temporaryDirectory';

/** Records a folder; resolves to the warnings, the names in the user's directory, and the records of the folder. */
async function record(change: (place: string) => Partial<FolderOptions> | Promise<Partial<FolderOptions>>) {
  const place = await realpath(await temporaryDirectory());
  const [folder, userDirectory] = [path.join(place, 'folder'), path.join(place, 'user')];
  await Promise.all([mkdir(folder), mkdir(userDirectory)]);
  const warnings: string[] = [];
  const options = {
    folder,
    indexDirectory: path.join(place, 'index'),
    userDirectory,
    corpus: { exclude: ['out'] },
  };
  await recordFolder(
    { ...options, ...(await change(place)) },
    { ...silentLogger, warn: (line) => warnings.push(line) },
  );
  return {
    warnings,
    names: await readdir(userDirectory),
    records: await readWindowRecords(userDirectory, folder),
  };
}

describe('a window', () => {
  it('records a folder on disk', async () => {
    const { warnings, records } = await record(() => ({}));
    expect(warnings).toEqual([]);
    expect(records).toMatchObject([{ corpus: { exclude: ['out'] } }]);
  });

  it('records no virtual folder, and nothing without a user directory', async () => {
    const none = { warnings: [], names: [], records: [] };
    expect(await record(() => ({ folder: 'memfs:/folder', isVirtual: true }))).toEqual(none);
    expect(await record(() => ({ userDirectory: undefined }))).toEqual(none);
  });

  it('only logs that a record cannot be written', async () => {
    const { warnings, records } = await record(async (place) => {
      await writeFile(path.join(place, 'user', 'windows'), 'a file');
      return {};
    });
    expect(warnings).toEqual([expect.stringMatching(/cannot find the index of .*folder: .*EEXIST/)]);
    expect(records).toEqual([]);
  });
});
