import { lstatSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';

/**
 * Copies a repository whose files are to be changed, without `.git` and without symbolic links: a write through a link
 * of the copy would change the original.
 */
export async function copyRepository(source: string, target: string): Promise<void> {
  await cp(source, target, {
    recursive: true,
    filter: (file) => path.basename(file) !== '.git' && !lstatSync(file).isSymbolicLink(),
  });
}
