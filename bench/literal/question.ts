/** A pasted text, and the file and line it comes from. */
export interface LiteralQuestion {
  /** Kind of text; figures are reported by kind. */
  readonly kind: string;
  readonly text: string;
  readonly path: string;
  /** 1-based; undefined if no line is expected. */
  readonly line?: number | undefined;
  /** Pattern for `ripgrep -F`. */
  readonly pattern?: string | undefined;
}

/** A file of a repository in the index. */
export interface SourceFile {
  readonly path: string;
  readonly kind: 'code' | 'docs';
  readonly lines: readonly string[];
}

/** A reproducible random sample of a list. */
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
