/** A text as people paste it, and the file and line that it comes from. */
export interface LiteralQuestion {
  /** What kind of text it is; figures are told by it. */
  readonly kind: string;
  readonly text: string;
  readonly path: string;
  /** 1-based; undefined where no line is asked for. */
  readonly line?: number | undefined;
  /** What `ripgrep -F` would be asked for. */
  readonly pattern?: string | undefined;
}

/** A file of a repository that is in the index. */
export interface SourceFile {
  readonly path: string;
  readonly kind: 'code' | 'docs';
  readonly lines: readonly string[];
}

/** Some of a list, by chance; the same every time. */
export function sample<T>(list: readonly T[], count: number, seed = 7): T[] {
  const rest = [...list];
  const taken: T[] = [];
  let state = seed;
  while (taken.length < count && rest.length > 0) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    taken.push(...rest.splice(Math.floor((state / 2 ** 32) * rest.length), 1));
  }
  return taken;
}
