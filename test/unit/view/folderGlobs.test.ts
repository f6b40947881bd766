import { describe, expect, it } from 'vitest';
import { compileFilter } from '../../../src/engine/retrieval/filter';
import { folderPrefix, placeGlobs, type NamedFolder } from '../../../src/vscode/view/folderGlobs';

const api: NamedFolder = { folder: '/home/me/api', name: 'api' };
const other: NamedFolder = { folder: '/home/me/other/api', name: 'api' };
const odd: NamedFolder = { folder: '/home/me/[x], y', name: '[x], y' };
const web: NamedFolder = { folder: 'C:\\code\\web', name: 'web' };
const wide: NamedFolder = { folder: 'D:\\web', name: 'web' };

/** Whether globs accept the file `src/a.ts` of a folder. */
function accepts(
  globs: readonly string[],
  folders: readonly NamedFolder[],
  { folder }: NamedFolder,
): boolean {
  const { everywhere, placed } = placeGlobs(globs, folders);
  const test = compileFilter({ paths: everywhere, folderPaths: placed });
  return test?.({ path: 'src/a.ts', language: 'typescript', kind: 'code' }, folder) ?? true;
}

describe('the globs of one of several workspace folders', () => {
  it.each<[NamedFolder, readonly NamedFolder[], string]>([
    [api, [api, odd], './api'],
    [api, [api, other], '/home/me/api'],
    [odd, [api, odd], './[[]x]? y'],
    [web, [web, wide], 'C:/code/web'],
  ])('start with the name, or with the path if the name is not unique: %j', (folder, folders, prefix) => {
    expect(folderPrefix(folder, folders)).toBe(prefix);
    const below = [prefix, `${prefix}/src`, `${prefix}/src/*.ts`, `${prefix}/**/a.ts`];
    for (const glob of below) {
      expect([glob, ...folders.filter((one) => accepts([glob], folders, one))]).toEqual([glob, folder]);
    }
    expect(accepts([`${prefix}/docs`], folders, folder)).toBe(false);
  });

  it('may be typed without escapes, and apply to every folder with the name', () => {
    const folders = [api, other, odd];
    expect(placeGlobs(['./api/src'], folders).placed.map(({ folder }) => folder)).toEqual([
      api.folder,
      other.folder,
    ]);
    expect(placeGlobs(['./[x], y'], folders).placed).toEqual([{ folder: odd.folder, glob: '' }]);
  });

  it('apply to the innermost folder', () => {
    const inner: NamedFolder = { folder: '/home/me/api/src/api', name: 'api' };
    expect(placeGlobs(['/home/me/api/src/api/x'], [api, inner]).placed).toEqual([
      { folder: inner.folder, glob: '/x' },
    ]);
  });

  it('exclude globs of no folder, of a longer name, and all if there is only one folder', () => {
    expect(placeGlobs(['./src', '/home/me/api/src', './apis', 'api/src'], [api, odd])).toEqual({
      everywhere: ['./src', '/home/me/api/src', './apis', 'api/src'],
      placed: [],
    });
    expect(placeGlobs(['./api/src'], [api])).toEqual({ everywhere: ['./api/src'], placed: [] });
  });

  it('are added to those of all folders', () => {
    expect(accepts(['docs', './api/src'], [api, odd], api)).toBe(true);
    expect(accepts(['docs', './api/src'], [api, odd], odd)).toBe(false);
    expect(accepts(['src', './api/docs'], [api, odd], odd)).toBe(true);
  });
});
