import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeFormerCache, removeUnusedBeside } from '../../../src/node/unusedDirectories';
import { silentLogger } from '../../../src/common/logger';
import { temporaryDirectory } from './temporaryDirectory';

const dayMs = 24 * 60 * 60 * 1000;
const options = { names: /^[0-9a-f]{4}$/, days: 30, logger: silentLogger };

/** Creates a non-empty directory, last used this many days ago. */
async function make(parent: string, name: string, daysAgo: number): Promise<string> {
  const directory = path.join(parent, name);
  await mkdir(path.join(directory, 'embeddings'), { recursive: true });
  await writeFile(path.join(directory, '00.shard'), 'x');
  const then = new Date(Date.now() - daysAgo * dayMs);
  await utimes(directory, then, then);
  return directory;
}

describe('directories that are not used', () => {
  it('are removed after a while; used ones and those with other names are kept', async () => {
    const parent = await temporaryDirectory();
    const used = await make(parent, 'aaaa', 100);
    await make(parent, 'bbbb', 29);
    await make(parent, 'cccc', 31);
    await make(parent, 'mine', 400);
    await writeFile(path.join(parent, 'dddd'), 'a file');
    await removeUnusedBeside(used, options);
    expect((await readdir(parent)).sort()).toEqual(['aaaa', 'bbbb', 'dddd', 'mine']);
  });

  it('are those that were not opened: opening one counts as a use', async () => {
    const parent = await temporaryDirectory();
    const opened = await make(parent, 'aaaa', 40);
    await removeUnusedBeside(opened, options);
    expect(Date.now() - (await stat(opened)).mtimeMs).toBeLessThan(dayMs);
    await removeUnusedBeside(path.join(parent, 'bbbb'), options);
    expect(await readdir(parent)).toEqual(['aaaa']);
  });

  it('do not need to exist', async () => {
    const parent = await temporaryDirectory();
    await removeUnusedBeside(path.join(parent, 'none', 'aaaa'), options);
    expect(await readdir(parent)).toEqual([]);
  });
});

describe('the embedding cache of an earlier version', () => {
  it('is removed from the index, and nothing else', async () => {
    const index = await make(await temporaryDirectory(), 'aaaa', 0);
    await writeFile(path.join(index, 'embeddings', '1.vectors'), 'x');
    await removeFormerCache(index, silentLogger);
    await removeFormerCache(index, silentLogger);
    expect(await readdir(index)).toEqual(['00.shard']);
  });
});
