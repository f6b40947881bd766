import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FolderPlace } from '../../../src/node/sharedResults/folderPlace';
import { temporaryDirectory } from '../store/temporaryDirectory';
import { filesOf, openTeam, unknown, vectorsOf } from './places';

let folder: string;

beforeEach(async () => {
  folder = path.join(await temporaryDirectory(), 'team');
  await mkdir(folder);
});

async function publish(count: number) {
  const files = filesOf(count);
  const { shared } = openTeam(new FolderPlace(folder), { isPublishing: true });
  await shared.write!(files);
  return { files, counts: shared.counts };
}

describe('a network folder', () => {
  it('has one file for each entry, and no unfinished ones', async () => {
    const { files, counts } = await publish(5);
    expect(counts).toMatchObject({ written: 5, unwritten: 0 });
    const found = await readdir(folder);
    expect(found).toHaveLength(6);
    expect(found.every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
    const { shared } = openTeam(new FolderPlace(folder));
    expect(await shared.read(files.map(unknown))).toEqual(vectorsOf(files));
  });

  it('that is not mounted is a fault, not a folder without entries', async () => {
    const { files } = await publish(2);
    await rm(folder, { recursive: true });
    const { shared, warnings } = openTeam(new FolderPlace(folder));
    expect((await shared.read(files.map(unknown))).size).toBe(0);
    expect(shared.counts).toMatchObject({
      absent: 0,
      fault: expect.stringMatching(/cannot be used/) as string,
    });
    expect(warnings).toHaveLength(1);
    const publisher = openTeam(new FolderPlace(folder), { isPublishing: true });
    await publisher.shared.write!(files);
    expect(publisher.shared.counts).toMatchObject({ written: 0, unwritten: 2 });
  });

  it('with something else under the name of an entry gives no vectors', async () => {
    const { files } = await publish(3);
    for (const [i, name] of (await readdir(folder)).toSorted().entries()) {
      const file = path.join(folder, name);
      const { length } = await readFile(file);
      if (length < 60) continue;
      await rm(file);
      if (i % 2 === 0) await mkdir(file);
      else await writeFile(file, Buffer.alloc(length + 1));
    }
    const { shared } = openTeam(new FolderPlace(folder));
    expect((await shared.read(files.map(unknown))).size).toBe(0);
    expect(shared.counts).toMatchObject({ found: 0, bad: 3 });
  });

  it('that does not answer is awaited only up to the limit', async () => {
    const { files } = await publish(2);
    class Hanging extends FolderPlace {
      override read(): Promise<never> {
        return new Promise(() => undefined);
      }
    }
    const place = new Hanging(folder);
    const cancellation = new AbortController();
    const reading = openTeam(place).shared.read(files.map(unknown), cancellation.signal);
    cancellation.abort();
    await expect(reading).rejects.toThrow('Cancelled');
  });
});
