import { describe, expect, it } from 'vitest';
import { ReadAhead } from '../../../src/engine/indexing/readAhead';

describe('reading ahead', () => {
  it('reads each file once, eight at a time by default, and no more than there are', async () => {
    const read: string[] = [];
    const all = Array.from({ length: 12 }, (_, i) => `${i}`);
    const reader = new ReadAhead(all, (path) => {
      read.push(path);
      return Promise.resolve(`text ${path}`);
    });
    expect(await reader.take(0)).toBe('text 0');
    expect(read).toEqual(all.slice(0, 8));
    expect(await reader.take(1)).toBe('text 1');
    expect(read).toEqual(all.slice(0, 9));
    for (let i = 2; i < 12; i++) expect(await reader.take(i)).toBe(`text ${i}`);
    expect(read).toEqual(all);
  });

  it('fails where the read failed, and there only', async () => {
    const reader = new ReadAhead(
      ['a', 'b', 'c'],
      (path) => (path === 'b' ? Promise.reject(new Error('no b')) : Promise.resolve(path)),
      2,
    );
    expect(await reader.take(0)).toBe('a');
    await expect(reader.take(1)).rejects.toThrow('no b');
    expect(await reader.take(2)).toBe('c');
  });
});
