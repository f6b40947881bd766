/** Most files that are brought forward for a question, and most bytes of them: about a second of indexing. */
const mostFiles = 150;
const mostBytes = 900_000;

/** Whether all files can be brought forward. */
export function fitInto(files: readonly { readonly sizeBytes: number }[]): boolean {
  return files.length <= mostFiles && files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) <= mostBytes;
}

/**
 * The first of some files, as many as can be brought forward.
 *
 * @param paths the most likely first
 */
export function firstPart(paths: readonly string[], sizeOf: (path: string) => number): string[] {
  let bytes = 0;
  return paths.slice(0, mostFiles).filter((path) => (bytes += sizeOf(path)) <= mostBytes);
}
