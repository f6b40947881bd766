/** A path as a glob that names it and nothing else. */
export function escapeGlob(path: string): string {
  // Spaces at the ends of a glob in the settings are not part of it.
  return path.replace(/[*?[{\\]|^ | $/g, (character) => (character === '\\' ? '\\\\' : `[${character}]`));
}

/** A glob as it is compared with the paths of a workspace folder: people write `./src/`, `/src` and `src` for the same. */
export function normalizeGlob(glob: string): string {
  return glob
    .trim()
    .replace(/^(?:\.?\/)+/, '')
    .replace(/(?<!\/)\/+$/, '');
}
