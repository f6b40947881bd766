import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ignoreFileNames, infoExcludePath, type ParentIgnoreFile } from '../engine/corpus/ignoreScope';

/**
 * The ignore files above a workspace folder that lies inside a git repository, down from the repository's root; none when
 * the folder is the root itself, or is in no repository. Files that cannot be read are left out.
 *
 * @param folder absolute
 */
export async function findParentIgnoreFiles(folder: string): Promise<readonly ParentIgnoreFile[]> {
  const parents: IgnoreFilePlace[] = [];
  let directory = path.resolve(folder);
  let workspacePath = '';
  while (!(await exists(path.join(directory, '.git')))) {
    const parent = path.dirname(directory);
    if (parent === directory) {
      return [];
    }
    workspacePath = `${path.basename(directory)}/${workspacePath}`;
    directory = parent;
    parents.unshift(...ignoreFileNames.map((name) => ({ name, directory: parent, workspacePath })));
  }
  const places: IgnoreFilePlace[] =
    parents.length > 0 ? [{ name: infoExcludePath, directory, workspacePath }, ...parents] : [];
  const files = await Promise.all(places.map(readIgnoreFile));
  return files.filter((file) => file !== undefined);
}

interface IgnoreFilePlace extends Omit<ParentIgnoreFile, 'text'> {
  /** Absolute. */
  readonly directory: string;
}

async function readIgnoreFile(place: IgnoreFilePlace): Promise<ParentIgnoreFile | undefined> {
  const { name, directory, workspacePath } = place;
  try {
    return { name, workspacePath, text: await readFile(path.join(directory, name), 'utf8') };
  } catch {
    return undefined;
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch {
    return false;
  }
}
