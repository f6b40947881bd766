import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../store/temporaryDirectory';

const require = createRequire(import.meta.url);
const { inputs, isStale } = require('../../../scripts/freshBuild.js') as {
  inputs: readonly string[];
  isStale: (sources: readonly string[], built: string, directory: string) => boolean;
};
const { build } = require('../../../esbuild.js') as {
  build: (options: { outdir: string }) => Promise<readonly string[]>;
};

/** A directory with a source in a folder, one at the top level, and a build, written in this order; times in seconds since the epoch. */
async function builtDirectory(): Promise<string> {
  const directory = await temporaryDirectory();
  await mkdir(path.join(directory, 'src', 'deep'), { recursive: true });
  await writeAt(directory, 'src/deep/a.ts', 100);
  await writeAt(directory, 'build.js', 100);
  await utimes(path.join(directory, 'src', 'deep'), 100, 100);
  await utimes(path.join(directory, 'src'), 100, 100);
  await writeAt(directory, 'built.js', 200);
  return directory;
}

async function writeAt(directory: string, file: string, seconds: number): Promise<void> {
  await writeFile(path.join(directory, file), '');
  await utimes(path.join(directory, file), seconds, seconds);
}

const isStaleIn = (directory: string): boolean => isStale(['src', 'build.js'], 'built.js', directory);

describe('a build is stale', () => {
  it('if a source changed after it, not before', async () => {
    const directory = await builtDirectory();
    expect(isStaleIn(directory)).toBe(false);
    await writeAt(directory, 'src/deep/a.ts', 300);
    expect(isStaleIn(directory)).toBe(true);
    await writeAt(directory, 'built.js', 400);
    expect(isStaleIn(directory)).toBe(false);
    await writeAt(directory, 'build.js', 500);
    expect(isStaleIn(directory)).toBe(true);
  });

  it('if a source was deleted after it, or nothing was built', async () => {
    const directory = await builtDirectory();
    await rm(path.join(directory, 'src', 'deep', 'a.ts'));
    expect(isStaleIn(directory)).toBe(true);
    const other = await builtDirectory();
    await rm(path.join(other, 'built.js'));
    expect(isStaleIn(other)).toBe(true);
  });
});

describe('the inputs of the build', () => {
  it('are all files of the repository that go into it', async () => {
    const files = await build({ outdir: path.join(await temporaryDirectory(), 'dist') });
    // Packages, and modules that a plugin puts in place of others, which have a scheme.
    const own = files.filter((file) => !file.startsWith('node_modules/') && !file.includes(':'));
    expect(own.length).toBeGreaterThan(100);
    const isInput = (file: string): boolean =>
      inputs.some((input) => file === input || file.startsWith(`${input}/`));
    expect(own.filter((file) => !isInput(file))).toEqual([]);
  });
});
