import picomatch from 'picomatch/posix';

const options: picomatch.PicomatchOptions = { dot: true, noextglob: true, nonegate: true };

/** `**\/name` without wildcards in the name: most excludes, and a look-up instead of a regular expression. */
const anyDepthName = /^\*\*\/([^*?[\]{}()!+@\\/]+)$/;

interface CompiledGlob {
  readonly glob: string;
  readonly matches: (path: string) => boolean;
}

/** A list of globs, relative to the workspace folder. */
export class GlobList {
  private readonly names = new Map<string, string>();
  private readonly compiled: CompiledGlob[] = [];

  constructor(globs: readonly string[]) {
    for (const glob of globs.map(normalizeGlob)) {
      const name = anyDepthName.exec(glob)?.[1];
      if (name !== undefined) {
        this.names.set(name, glob);
      } else if (glob !== '') {
        this.compiled.push({ glob, matches: picomatch(glob, options) });
      }
    }
  }

  /** A glob that matches the path, or undefined. A directory's path has no `/` at its end. */
  find(path: string): string | undefined {
    return (
      this.names.get(path.slice(path.lastIndexOf('/') + 1)) ??
      this.compiled.find(({ matches }) => matches(path))?.glob
    );
  }
}

/** The globs of what to keep. A glob that names a directory keeps all it holds; no glob at all keeps everything. */
export class IncludeFilter {
  private readonly globs: readonly string[];
  private readonly matches: (path: string) => boolean;
  /** The part of each glob before its first wildcard: directories that lead nowhere are not walked. */
  private readonly bases: readonly string[];

  constructor(globs: readonly string[]) {
    this.globs = globs.map(normalizeGlob).filter((glob) => glob !== '');
    this.matches = picomatch(
      this.globs.flatMap((glob) => [glob, `${glob}/**`]),
      options,
    );
    this.bases = this.globs.map((glob) => picomatch.scan(glob, options).base);
  }

  keepsFile(path: string): boolean {
    return this.globs.length === 0 || this.matches(path);
  }

  /** The glob that keeps a file or directory; undefined where none names it. */
  find(path: string): string | undefined {
    return this.globs.find((glob) => picomatch([glob, `${glob}/**`], options)(path));
  }

  /** Whether a directory can hold anything to keep. */
  mayHold(directory: string): boolean {
    return (
      this.globs.length === 0 ||
      this.bases.some(
        (base) =>
          base === '' ||
          base === directory ||
          base.startsWith(`${directory}/`) ||
          directory.startsWith(`${base}/`),
      )
    );
  }
}

/** People write `./src/`, `/src` and `src` for the same. */
function normalizeGlob(glob: string): string {
  return glob
    .trim()
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+$/, '');
}
