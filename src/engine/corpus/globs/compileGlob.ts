import { buildAutomaton, type GlobAutomaton } from './globAutomaton';
import { parseGlob } from './parseGlob';
import { PathReader } from './pathReader';
import { StateSets } from './stateSets';

/** A compiled glob. Paths are relative, have `/` between their segments and none at the end. */
export interface GlobMatcher {
  /** Whether the glob matches the path. */
  matches(path: string): boolean;
  /** Whether it can match something below a directory. */
  canMatchBelow(directory: string): boolean;
}

/**
 * Compiles a glob in VS Code's syntax; see {@link parseGlob}. Letters are case-sensitive, `*` matches a leading dot
 * too, and `a/**` matches `a`.
 *
 * Globs come from untrusted workspaces. So a match takes time at most proportional to the lengths of glob and path,
 * and a compiled glob takes memory proportional to its length: there is no backtracking, and alternatives are not
 * expanded.
 *
 * @param withAllBelow whether paths below a matching path match too; default false
 */
export function compileGlob(glob: string, { withAllBelow = false } = {}): GlobMatcher {
  const automaton = buildAutomaton(parseGlob(glob), withAllBelow);
  const reader = new PathReader(automaton, new StateSets(automaton));
  const tail = withAllBelow ? '' : literalTail(automaton);
  return {
    matches: (path) => path.endsWith(tail) && reader.matches(path),
    canMatchBelow: (directory) => reader.canMatchBelow(directory),
  };
}

/** The text that every match ends with: comparing it is enough for most paths. */
function literalTail({ takes, stars, globstars, jumps }: GlobAutomaton): string {
  const reached = new Set(jumps.map(({ to }) => to));
  // The last state, and the one before it that takes the `/` at the end.
  let state = takes.length - 2;
  if (reached.has(state + 1)) return '';
  const codes: number[] = [];
  while (!stars.has(state) && !globstars.has(state) && !reached.has(state)) {
    const token = takes[state - 1];
    if (typeof token !== 'number' || token < 0) break;
    codes.push(token);
    state--;
  }
  const characters = codes.map((code) => String.fromCharCode(code));
  return characters.reverse().join('');
}
