import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../../support/indexedFolder';

describe('preparing the first search', () => {
  it.each([
    ['a model that runs here', undefined],
    ['a remote model', 'api.example.com'],
  ])('searches, and sends no text of its own: %s', async (_, host) => {
    const embedded: string[] = [];
    const opened = await testFolder({ embedded, host });
    const { folder, index, workspace } = opened;
    await writeFile(path.join(folder, 'a.txt'), 'read the configuration\nopen a connection\n');
    await index.update();
    opened.takeRead();

    await workspace.warmUp();
    expect(opened.takeRead()).toContain('a.txt');
    expect(embedded.length > 0).toBe(host === undefined);

    const { results } = await workspace.search('connection');
    expect(results[0]).toMatchObject({ path: 'a.txt', startLine: 2 });
    expect(embedded.at(-1)).toBe('connection');
  });

  it('does nothing without an index', async () => {
    const embedded: string[] = [];
    const opened = await testFolder({ embedded });
    await opened.workspace.warmUp();
    expect([opened.takeRead(), embedded]).toEqual([[], []]);
  });
});
