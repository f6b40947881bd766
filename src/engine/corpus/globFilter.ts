import { normalizeGlob } from '../../common/text/globText';
import { compileGlob, type GlobMatcher } from './globs/compileGlob';

/** `**\/name` without wildcards in the name: most excludes have this form, and need only one look-up together. */
const anyDepthName = /^\*\*\/([^*?[{\\/]+)$/;

interface CompiledGlob {
  readonly glob: string;
  readonly matcher: GlobMatcher;
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
        this.compiled.push({ glob, matcher: compileGlob(glob) });
      }
    }
  }

  /** A glob that matches the path, or undefined. A directory's path has no trailing `/`. */
  find(path: string): string | undefined {
    return (
      this.names.get(path.slice(path.lastIndexOf('/') + 1)) ??
      this.compiled.find(({ matcher }) => matcher.matches(path))?.glob
    );
  }
}

/** The include globs. A glob that matches a directory keeps everything below it; an empty list keeps everything. */
export class IncludeFilter {
  private readonly compiled: readonly CompiledGlob[];

  constructor(globs: readonly string[]) {
    this.compiled = globs
      .map(normalizeGlob)
      .filter((glob) => glob !== '')
      .map((glob) => ({ glob, matcher: compileGlob(glob, { withAllBelow: true }) }));
  }

  keepsFile(path: string): boolean {
    return this.compiled.length === 0 || this.find(path) !== undefined;
  }

  /** The glob that keeps a file or directory; undefined if none matches. */
  find(path: string): string | undefined {
    return this.compiled.find(({ matcher }) => matcher.matches(path))?.glob;
  }

  /** Whether a directory may contain files to keep; otherwise it is not walked. */
  mayHold(directory: string): boolean {
    return (
      this.compiled.length === 0 || this.compiled.some(({ matcher }) => matcher.canMatchBelow(directory))
    );
  }
}
