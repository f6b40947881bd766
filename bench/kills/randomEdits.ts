import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../../test/unit/store/random';

/** Paths of all files below a folder, relative to it, in a fixed order. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * Changes a share of the files below a folder: most get text appended, some are deleted or moved, or get a new file
 * beside them.
 */
export function editAtRandom(folder: string, next: Random, share: number): void {
  let made = 0;
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const text = (): string => `\n// edit ${Math.floor(next() * 1e9).toString(36)} of a file\n`;
  for (const file of filesBelow(folder)) {
    if (next() >= share) continue;
    const kind = next();
    if (kind < 0.7) {
      appendFileSync(path.join(folder, file), text());
    } else if (kind < 0.8) {
      rmSync(path.join(folder, file));
    } else if (kind < 0.9) {
      const target = `${path.dirname(file)}/moved${Math.floor(next() * 1e6)}-${path.basename(file).slice(-40)}`;
      renameSync(path.join(folder, file), path.join(folder, target));
    } else {
      write(`added/${Math.floor(next() * 1e6)}-${made++}.md`, `# Added\n${text()}`);
    }
  }
}
