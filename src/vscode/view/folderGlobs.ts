import type { FolderGlob } from '../../common/contracts/engineContract';
import { escapeGlob } from '../../common/text/globText';

/** A workspace folder, as globs of the view name it. */
export interface NamedFolder {
  /** As it was opened. */
  readonly folder: string;
  readonly name: string;
}

/**
 * Beginning of the globs that apply in one of several workspace folders: `./NAME` as in VS Code's Search view, or the whole path
 * if several folders have that name.
 */
export function folderPrefix(folder: NamedFolder, all: readonly NamedFolder[]): string {
  return isNameShared(folder, all) ? pathPrefix(folder) : namePrefix(folder);
}

/** Globs that apply everywhere, and those that begin with the prefix of a workspace folder. */
export interface PlacedGlobs {
  readonly everywhere: readonly string[];
  readonly placed: readonly FolderGlob[];
}

/** @param folders all workspace folders; with only one, every glob applies in it */
export function placeGlobs(globs: readonly string[], folders: readonly NamedFolder[]): PlacedGlobs {
  if (folders.length < 2) return { everywhere: globs, placed: [] };
  const everywhere: string[] = [];
  const placed: FolderGlob[] = [];
  for (const glob of globs) {
    const found = placesOf(glob, folders);
    if (found.length === 0) everywhere.push(glob);
    placed.push(...found);
  }
  return { everywhere, placed };
}

function placesOf(glob: string, folders: readonly NamedFolder[]): FolderGlob[] {
  let longest = 0;
  let found: FolderGlob[] = [];
  for (const folder of folders) {
    const prefixes = [`./${folder.name}`, namePrefix(folder)];
    // A path of the system looks like an anchored glob, so it is read only where a name is not enough.
    if (isNameShared(folder, folders)) prefixes.push(pathPrefix(folder));
    const prefix = prefixes.find((one) => glob === one || glob.startsWith(`${one}/`));
    if (prefix === undefined || prefix.length < longest) continue;
    if (prefix.length > longest) found = [];
    longest = prefix.length;
    found.push({ folder: folder.folder, glob: glob.slice(prefix.length) });
  }
  return found;
}

function isNameShared({ name }: NamedFolder, all: readonly NamedFolder[]): boolean {
  return all.filter((other) => other.name === name).length > 1;
}

function namePrefix({ name }: NamedFolder): string {
  return `./${inputGlob(name)}`;
}

function pathPrefix({ folder }: NamedFolder): string {
  return inputGlob(folder.replaceAll('\\', '/').replace(/\/$/, ''));
}

/** A path as a glob in an input, where a comma separates globs. */
function inputGlob(path: string): string {
  return escapeGlob(path).replaceAll(',', '?');
}
