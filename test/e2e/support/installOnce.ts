import { mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { installedExtensions, packagedExtension } from './host';

declare module 'vitest' {
  interface ProvidedContext {
    /** Parent of the data directories of all windows of a run. */
    windowsDirectory: string;
  }
}

/** Unpacks the extension before the windows that share it open. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(realpathSync(tmpdir()), 'semantic-search-windows-'));
  project.provide('windowsDirectory', directory);
  await installedExtensions(packagedExtension(), undefined);
  return () => rm(directory, { recursive: true, force: true, maxRetries: 5 });
}
