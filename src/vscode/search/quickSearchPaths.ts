/** Maximum number of each kind before anything is typed. */
const maxDirectories = 6;
const maxExtensions = 2;

/**
 * Values for `path:` from files and directories: `src/upload/**`, `*.ts`; most files first.
 *
 * @param typed the typed part of the value; '' for a short list of both kinds
 */
export function relevantPathFilters(
  known: { readonly files: readonly string[]; readonly directories: readonly string[] },
  typed: string,
): string[] {
  const directories = byFrequency([...known.files.flatMap(directoriesAbove), ...known.directories]);
  const extensions = byFrequency(known.files.flatMap(extensionOf));
  const globs = [
    ...directories.slice(0, typed === '' ? maxDirectories : undefined).map((directory) => `${directory}/**`),
    ...extensions.slice(0, typed === '' ? maxExtensions : undefined).map((extension) => `*.${extension}`),
  ];
  // The typed text is compared without glob characters: both `src` and `src/` match `src/**`.
  return typed === '' ? globs : globs.filter((glob) => glob.toLowerCase().includes(typed.toLowerCase()));
}

/** Parent directories of a file, outermost first. */
function directoriesAbove(path: string): string[] {
  const segments = path.split('/').slice(0, -1);
  return segments.map((_, i) => segments.slice(0, i + 1).join('/'));
}

function extensionOf(path: string): string[] {
  const extension = /[^/.][^/]*\.([^./]+)$/.exec(path)?.[1];
  return extension === undefined ? [] : [extension];
}

/** Unique values: most frequent first, then shorter ones, then by name. */
function byFrequency(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([a, ofA], [b, ofB]) => ofB - ofA || a.length - b.length || (a < b ? -1 : 1))
    .map(([value]) => value);
}
