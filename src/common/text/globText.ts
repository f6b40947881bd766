/** A glob that matches exactly one path. */
export function escapeGlob(path: string): string {
  // Leading and trailing spaces of a glob in the settings are trimmed.
  return path.replace(/[*?[{\\]|^ | $/g, (character) => (character === '\\' ? '\\\\' : `[${character}]`));
}

/** Normalizes a glob for matching paths of a workspace folder: `./src/`, `/src` and `src` are equivalent. */
export function normalizeGlob(glob: string): string {
  return glob
    .trim()
    .replace(/^(?:\.?\/)+/, '')
    .replace(/(?<!\/)\/+$/, '');
}
