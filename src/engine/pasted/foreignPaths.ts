/** Folders with code that others wrote; behind them stand the name of a package, and its files. */
const packageFolders = new Set([
  'node_modules',
  'site-packages',
  'dist-packages',
  'gems',
  'vendor',
  'pods',
  'hosted',
  'deps',
]);

/** Folders of systems, languages and tools. */
const systemPath =
  /^(?:usr\/(?:local\/)?(?:lib|lib64|include|go|share|bin)|rustc|nix\/store|opt\/(?:homebrew|hostedtoolcache)|system\/library|library|program files.*?)\/|(?:^|\/)(?:lib\/python[\d.]+|jdk[^/]*|go\/src\/(?:runtime|net|reflect|testing))\//;

/**
 * Where the name of a package begins in a path into code that others wrote.
 *
 * @param segments in lower case
 * @returns its position; undefined for any other path; 0 where no package is named
 */
export function packageStart(segments: readonly string[]): number | undefined {
  for (let i = segments.length - 2; i >= 0; i--) {
    if (packageFolders.has(segments[i]!)) return i + 1;
    // Go: pkg/mod/HOST/OWNER/NAME@VERSION; Cargo: registry/src/INDEX/NAME-VERSION
    if (segments[i] === 'pkg' && segments[i + 1] === 'mod') return i + 2;
    if (segments[i] === 'registry' && segments[i + 1] === 'src') return i + 3;
  }
  return systemPath.test(segments.join('/')) ? 0 : undefined;
}

/** Names that many packages have: alone they tell nothing. */
const usualStems = new Set(['index', 'main', 'lib', 'mod', '__init__', 'utils', 'util', 'types', 'setup']);

/** Whether a file of this name stands in many packages. */
export function isUsualName(name: string): boolean {
  return usualStems.has(name.split('.', 1)[0]!);
}
