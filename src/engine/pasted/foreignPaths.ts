/** Folders of third-party code; the name of a package and its files follow. */
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
 * Position at which the name of a package begins in a path into third-party code.
 *
 * @param segments in lower case
 * @returns its position; undefined for any other path; 0 if no package is named
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

/** Names that occur in many packages, so they do not identify a file. */
const usualStems = new Set(['index', 'main', 'lib', 'mod', '__init__', 'utils', 'util', 'types', 'setup']);

/** Whether files with this name occur in many packages. */
export function isUsualName(name: string): boolean {
  return usualStems.has(name.split('.', 1)[0]!);
}
