import { describe, expect, it } from 'vitest';
import { StaleFiles } from '../../../src/engine/indexing/staleFiles';

const paths = (...all: readonly string[]) => all.map((path) => ({ path, reason: 'r' }));

describe('stale files', () => {
  const seen = async (stale: StaleFiles, failed: readonly string[] = []): Promise<string[]> => {
    let taken: string[] = [];
    await stale.whileRead((all) => {
      taken = [...all];
      return Promise.resolve(paths(...failed));
    });
    return taken;
  };

  it('are read by the next run, and no longer stale unless they failed', async () => {
    const stale = new StaleFiles();
    stale.add('a');
    stale.add('b');
    expect(await seen(stale, ['b', 'x'])).toEqual(['a', 'b']);
    expect(await seen(stale)).toEqual(['b']);
    expect(await seen(stale)).toEqual([]);
  });

  it('stay stale if the run fails, also those that became stale meanwhile', async () => {
    const stale = new StaleFiles();
    stale.add('a');
    const run = stale.whileRead(() => {
      stale.add('b');
      return Promise.reject(new Error('stopped'));
    });
    await expect(run).rejects.toThrow('stopped');
    expect((await seen(stale)).toSorted()).toEqual(['a', 'b']);
  });

  it('are no longer stale once they were read by path, unless they failed', async () => {
    const stale = new StaleFiles();
    for (const path of ['a', 'b', 'c']) stale.add(path);
    stale.noteRead(['a', 'b'], paths('b', 'd'));
    expect((await seen(stale)).toSorted()).toEqual(['b', 'c', 'd']);
  });
});
