import { appendFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { MeasuredFolder } from '../openFolder';

/** Files that are changed. */
const saves = 30;

/**
 * Changes files of a folder one after the other, and measures how long it takes until the change is found. Milliseconds.
 *
 * @throws Error if a change is not found
 */
export async function saveTimesMs({ index, workspace }: MeasuredFolder, folder: string): Promise<number[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && /\.[cm]?[jt]s$|\.py$|\.go$|\.rs$/.test(entry.name),
  );
  const times: number[] = [];
  for (let i = 0; i < saves; i++) {
    const entry = files[Math.floor((i / saves) * files.length)]!;
    const file = path.join(entry.parentPath, entry.name);
    const word = `zyxwv${'x'.repeat(i)}uniqueness`;
    await appendFile(file, `\n// ${word}\n`);
    const started = performance.now();
    const { skipped } = await index.updatePaths([path.relative(folder, file).replaceAll(path.sep, '/')]);
    if (skipped.length > 0) continue;
    const { results } = await workspace.search(word, { limit: 1 });
    times.push(performance.now() - started);
    if (!results[0] || !file.replaceAll(path.sep, '/').endsWith(results[0].path))
      throw new Error(`A save was not found: ${file}`);
  }
  return times;
}
