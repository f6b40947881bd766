import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../../test/unit/store/random';

/** Current content of a folder; relative paths with `/` between segments. */
export interface FolderPaths {
  readonly files: readonly string[];
  /** Without the folder itself. */
  readonly directories: readonly string[];
}

/**
 * Lists the paths of a folder. The `.git` directories of nested repositories are skipped, so that they are not
 * changed.
 */
export function pathsOf(folder: string): FolderPaths {
  const files: string[] = [];
  const directories: string[] = [];
  const visit = (directory: string): void => {
    for (const entry of readdirSync(path.join(folder, directory), { withFileTypes: true })) {
      const at = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.name === '.git') continue;
      if (entry.isDirectory()) {
        directories.push(at);
        visit(at);
      } else if (entry.isFile()) {
        files.push(at);
      }
    }
  };
  visit('');
  return { files: files.sort(), directories: directories.sort() };
}

export function pick<T>(items: readonly T[], random: Random): T | undefined {
  return items[Math.floor(random() * items.length)];
}

export function directoryOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}
