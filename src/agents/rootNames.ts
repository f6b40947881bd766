/**
 * A short unique name for each folder: its last segment, preceded by as many of its parents as distinguish it from the
 * others.
 *
 * @param locations absolute paths or URIs, all different
 */
export function rootNames(locations: readonly string[]): string[] {
  const segments = locations.map((location) => location.split(/[\\/]/).filter((segment) => segment !== ''));
  return segments.map((own, i) => {
    for (let length = 1; length < own.length; length++) {
      const name = own.slice(-length).join('/');
      const others = segments.filter((_, other) => other !== i);
      if (!others.some((other) => other.slice(-length).join('/') === name)) return name;
    }
    return own.join('/') || '/';
  });
}
