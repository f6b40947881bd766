import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { testFolder, type TestFolder } from '../../support/indexedFolder';

describe('an excerpt', () => {
  let opened: TestFolder;
  beforeEach(async () => {
    opened = await testFolder();
    const { folder } = opened;
    await mkdir(path.join(folder, 'ignored'));
    await writeFile(path.join(folder, 'own.ts'), 'export const own = 1;\nexport const two = 2;\n');
    await writeFile(path.join(folder, '.gitignore'), 'ignored/\n');
    await writeFile(path.join(folder, 'ignored', 'a.ts'), 'export const ignored = 1;\n');
    await writeFile(path.join(folder, '.env'), 'TOKEN=abcdefgh\n');
    await mkdir(path.join(folder, '..', 'outside'));
    await writeFile(path.join(folder, '..', 'outside', 'a.ts'), 'export const outside = 1;\n');
    await symlink(path.join(folder, '..', 'outside'), path.join(folder, 'link'), 'junction');
    await opened.index.update();
  });

  const excerpt = (file: string, endLine?: number) =>
    opened.workspace.excerpt({ folder: opened.folder, path: file, line: 1, endLine });

  it('has the unchanged lines of an indexed file', async () => {
    expect(await excerpt('own.ts', 1)).toEqual({ startLine: 1, endLine: 1, text: 'export const own = 1;' });
    expect(await excerpt('own.ts')).toMatchObject({ startLine: 1 });
  });

  it.each(['.env', 'ignored/a.ts', 'link/a.ts', '../outside/a.ts', 'missing.ts'])(
    'is refused for %s, which is not indexed',
    async (file) => {
      expect(await excerpt(file)).toBeNull();
      expect(await excerpt(file, 1)).toBeNull();
    },
  );
});
