import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../store/temporaryDirectory';

const { isInstalled } = createRequire(import.meta.url)('../../../scripts/ensureInstalled.js') as {
  isInstalled: (directory: string) => boolean;
};

interface LockedPackage {
  readonly version: string;
  readonly integrity: string;
  readonly optional?: boolean;
}

type Packages = Readonly<Record<string, LockedPackage>>;

const wanted: Packages = {
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/b': { version: '2.0.0', integrity: 'sha512-b' },
  'node_modules/only-elsewhere': { version: '3.0.0', integrity: 'sha512-c', optional: true },
};
const here: Packages = Object.fromEntries(Object.entries(wanted).filter(([, { optional }]) => !optional));

/** @param found packages that npm reports as installed; undefined if it installed nothing */
async function directoryWith(found: Packages | string | undefined): Promise<string> {
  const directory = await temporaryDirectory();
  await writeFile(
    path.join(directory, 'package-lock.json'),
    JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'it' }, ...wanted } }),
  );
  if (found === undefined) return directory;
  await mkdir(path.join(directory, 'node_modules'));
  await writeFile(
    path.join(directory, 'node_modules', '.package-lock.json'),
    typeof found === 'string' ? found : JSON.stringify({ packages: found }),
  );
  return directory;
}

describe('packages count as installed', () => {
  it('if npm recorded them, without those of other platforms', async () => {
    expect(isInstalled(await directoryWith(wanted))).toBe(true);
    expect(isInstalled(await directoryWith(here))).toBe(true);
  });

  it.each<[string, Packages | string | undefined]>([
    ['nothing was installed', undefined],
    ['npm was interrupted', '{"packages": {'],
    ['one is missing', { 'node_modules/a': wanted['node_modules/a']! }],
    ['one has another version', { ...here, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
    ['one has other contents', { ...here, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }],
    ['one is no longer wanted', { ...here, 'node_modules/old': { version: '1.0.0', integrity: 'sha512-o' } }],
  ])('not if %s', async (_why, found) => {
    expect(isInstalled(await directoryWith(found))).toBe(false);
  });
});
