import { describe, expect, it } from 'vitest';
import { ReadAhead } from '../../../src/engine/indexing/readAhead';

describe('reading ahead', () => {
  it('reads each file once, and the next ones before they are taken', async () => {
    const read: string[] = [];
    const reader = new ReadAhead(({ path }: { readonly path: string }) => {
      read.push(path);
      return Promise.resolve(`text ${path}`);
    });
    expect(await reader.take({ path: 'a' }, () => [{ path: 'b' }, { path: 'c' }])).toBe('text a');
    expect(read).toEqual(['a', 'b', 'c']);
    expect(await reader.take({ path: 'b' }, () => [{ path: 'c' }, { path: 'd' }])).toBe('text b');
    expect(read).toEqual(['a', 'b', 'c', 'd']);
    expect(await reader.take({ path: 'd' }, () => [{ path: 'c' }])).toBe('text d');
    expect(await reader.take({ path: 'c' }, () => [])).toBe('text c');
    expect(read).toEqual(['a', 'b', 'c', 'd']);
  });

  it('requests the next files when half of those that it read ahead are taken', async () => {
    const reader = new ReadAhead(({ path }: { readonly path: string }) => Promise.resolve(path));
    const files = Array.from({ length: 20 }, (_, i) => ({ path: String(i) }));
    const asked: number[] = [];
    for (const [i, file] of files.entries()) {
      await reader.take(file, () => {
        asked.push(i);
        return files.slice(i + 1, i + 5);
      });
    }
    expect(asked).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 19]);
  });

  it('fails only for the file that could not be read', async () => {
    const reader = new ReadAhead(({ path }: { readonly path: string }) =>
      path === 'b' ? Promise.reject(new Error('no b')) : Promise.resolve(path),
    );
    expect(await reader.take({ path: 'a' }, () => [{ path: 'b' }])).toBe('a');
    await expect(reader.take({ path: 'b' }, () => [{ path: 'c' }])).rejects.toThrow('no b');
    expect(await reader.take({ path: 'c' }, () => [])).toBe('c');
  });
});
