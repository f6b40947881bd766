import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A new directory that is removed after the test. */
export async function temporaryDirectory(
  atEnd: (remove: () => Promise<void>) => void = onTestFinished,
): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'semantic-search-test-'));
  atEnd(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
