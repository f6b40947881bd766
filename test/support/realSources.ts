import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const repositoryRoot = path.join(import.meta.dirname, '..', '..');
export const dist = path.join(repositoryRoot, 'dist');

/** A temporary directory and a function that removes it. */
export async function temporaryDirectory(
  name: string,
): Promise<{ directory: string; remove: () => Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), `semantic-search-${name}-`));
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}

/** Real code in every checkout: the sources of development dependencies. */
const packages = {
  undici: 'undici/lib',
  eslint: 'eslint/lib',
  rules: '@typescript-eslint/eslint-plugin/dist',
  knip: 'knip/dist',
} as const;

export type RealPackage = keyof typeof packages;

/** Copies the sources of packages into a folder, each into a subfolder of its name. Keeps time stamps. */
export async function copyRealSources(target: string, names: readonly RealPackage[]): Promise<number> {
  for (const name of names) {
    await cp(path.join(repositoryRoot, 'node_modules', packages[name]), path.join(target, name), {
      recursive: true,
      preserveTimestamps: true,
    });
  }
  const entries = await readdir(target, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}
