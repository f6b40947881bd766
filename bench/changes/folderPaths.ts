import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../../test/unit/store/random';

/** What lies in a folder at the moment; relative paths with `/` between segments. */
export interface FolderPaths {
  readonly files: readonly string[];
  /** Without the folder itself. */
  readonly directories: readonly string[];
}

/** Repositories in the folder are left alone, but for that they are there. */
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
