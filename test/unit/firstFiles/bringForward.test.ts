import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { FirstFilesReport } from '../../../src/common/contracts/engineContract';
import type { SearchAnswer } from '../../../src/common/contracts/searchResult';
import { WorkQueue } from '../../../src/engine/indexing/workQueue';
import { testFolder, type TestFolder } from '../../support/indexedFolder';

/** A folder of more files than are brought forward for one question. */
const count = 400;

/** Files whose last one in the order of the index is about retries. */
async function writeFiles({ folder, store }: TestFolder): Promise<string> {
  const paths = Array.from({ length: count }, (_, i) => (i % 2 === 0 ? `src/f${i}.ts` : `lib/f${i}.ts`));
  const inOrder = paths.sort((a, b) => store.shardOf(a) - store.shardOf(b) || (a < b ? -1 : 1));
  for (const name of ['src', 'lib']) await mkdir(path.join(folder, name));
  for (const [i, file] of inOrder.entries()) {
    await writeFile(path.join(folder, file), i < count - 1 ? `const shape${i} = ${i};` : 'retries = 5;');
  }
  return inOrder.at(-1)!;
}

/**
 * Asks during the first index. The run waits for the question, and again when the last file is indexed, until there is an
 * answer.
 */
async function askMeanwhile<T>(ask: (folder: TestFolder, last: string) => Promise<T>): Promise<{
  readonly last: string;
  readonly served: T;
  readonly answer: SearchAnswer;
  readonly read: string[];
}> {
  const broughtForward = vi.spyOn(WorkQueue.prototype, 'bringForward');
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  let isAnswered = false;
  const mustWait = (): boolean =>
    broughtForward.mock.calls.length === 0 || folder.store.find(last) !== undefined;
  const folder: TestFolder = await testFolder({
    giveWay: async () => {
      begin();
      while (mustWait() && !isAnswered) await new Promise((resolve) => setTimeout(resolve, 1));
    },
  });
  const last = await writeFiles(folder);
  const run = folder.index.update();
  await begun;
  folder.takeRead();
  const served = await ask(folder, last);
  const read = folder.takeRead();
  const answer = await folder.workspace.search('retry', { limit: 1 });
  isAnswered = true;
  await run;
  broughtForward.mockRestore();
  return { last, served, answer, read };
}

describe('a question during the first index', () => {
  it('has the files with its words in the index before the others', async () => {
    const { last, served, answer } = await askMeanwhile<FirstFilesReport | undefined>(({ workspace }) =>
      workspace.bringForward('retry'),
    );
    expect(served).toEqual({ files: 1, isWhole: true });
    expect(answer.index.state).toBe('building');
    expect(answer.index.files).toBeLessThan(count);
    expect(answer.results[0]?.path).toBe(last);
  });

  it('has them there for the next answer too if it did not wait', async () => {
    const { last, answer } = await askMeanwhile(async ({ workspace, store }, file) => {
      expect((await workspace.search('retry')).results.map(({ path: found }) => found)).not.toContain(file);
      await expect.poll(() => store.find(file)).toBeDefined();
    });
    expect(answer.index.files).toBeLessThan(count);
    expect(answer.results[0]?.path).toBe(last);
  });

  it('reads no other files if the filter leaves few', async () => {
    const { served, read } = await askMeanwhile<FirstFilesReport | undefined>(({ workspace, folder }, file) =>
      workspace.bringForward('nothing', { files: [{ folder, path: file }] }),
    );
    expect(served).toEqual({ files: 1, isWhole: true });
    expect(read.length).toBeLessThan(count / 2);
  });

  it('waits for the end of a short run', async () => {
    const folder = await testFolder();
    await writeFile(path.join(folder.folder, 'a.ts'), 'retries = 5;');
    const run = folder.index.update();
    expect(await folder.workspace.bringForward('retry')).toBeUndefined();
    expect(folder.index.isUpdating).toBe(false);
    await run;
    expect(await folder.workspace.bringForward('retry')).toBeUndefined();
  });
});

describe('a question while another process indexes', () => {
  it('does not wait: its files cannot be brought forward', async () => {
    const folder = await testFolder();
    await writeFiles(folder);
    const other = await folder.reopen();
    const writer = await other.store.openWriter();
    const run = folder.index.update();
    expect(await folder.workspace.bringForward('retry')).toBeUndefined();
    expect(await folder.workspace.bringForward('retry again')).toBeUndefined();
    await writer.close();
    await run;
    expect(folder.index.summary()).toMatchObject({ state: 'ready', files: count });
  });
});
