import { buildAutomaton, type GlobAutomaton } from './globAutomaton';
import { parseGlob } from './parseGlob';
import { PathReader } from './pathReader';
import { StateSets } from './stateSets';

/** A compiled glob. Paths are relative, have `/` between their segments and none at the end. */
export interface GlobMatcher {
  /** Whether the glob names the path. */
  matches(path: string): boolean;
  /** Whether it can name something below a directory. */
  canMatchBelow(directory: string): boolean;
}

/**
 * Compiles a glob as VS Code knows it; {@link parseGlob} tells what is in it. Letters match in their own case, `*` matches
 * a leading dot too, and `a/**` matches `a`.
 *
 * Globs come from workspaces that nobody trusts. So a match takes time in proportion to the lengths of glob and path at most,
 * and a compiled glob memory in proportion to its length: nothing is tried twice, and no alternatives are multiplied out.
 *
 * @param withAllBelow whether what is below a path that it names is named too; default false
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

/** The text that every match ends with: for most paths a look at it is enough. */
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
