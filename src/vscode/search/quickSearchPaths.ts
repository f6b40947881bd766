/** Shown of each sort while nothing is typed yet. */
const maxDirectories = 6;
const maxExtensions = 2;

/**
 * Values for `path:` that files and directories give: `src/upload/**`, `*.ts`; those of most files first.
 *
 * @param typed what is there of the value; '' for a short list of both sorts
 */
export function relevantPathFilters(
  known: { readonly files: readonly string[]; readonly directories: readonly string[] },
  typed: string,
): string[] {
  const directories = countOf([...known.files.flatMap(directoriesAbove), ...known.directories]);
  const extensions = countOf(known.files.flatMap(extensionOf));
  const globs = [
    ...directories.slice(0, typed === '' ? maxDirectories : undefined).map((directory) => `${directory}/**`),
    ...extensions.slice(0, typed === '' ? maxExtensions : undefined).map((extension) => `*.${extension}`),
  ];
  // What is typed is looked for without what makes it a glob: `src/` is the beginning of `src/**` as `src` is.
  return typed === '' ? globs : globs.filter((glob) => glob.toLowerCase().includes(typed.toLowerCase()));
}

/** The directories that a file is in, outermost first. */
function directoriesAbove(path: string): string[] {
  const segments = path.split('/').slice(0, -1);
  return segments.map((_, i) => segments.slice(0, i + 1).join('/'));
}

function extensionOf(path: string): string[] {
  const extension = /[^/.][^/]*\.([^./]+)$/.exec(path)?.[1];
  return extension === undefined ? [] : [extension];
}

/** Each once: the most frequent first, shorter ones before longer ones, then by name. */
function countOf(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([a, ofA], [b, ofB]) => ofB - ofA || a.length - b.length || (a < b ? -1 : 1))
    .map(([value]) => value);
}
