import { isMember } from '../bracketExpression';
import { ANY, CLOSE, COMMA, DOUBLE_STAR, OPEN, STAR, type GlobToken } from './parseGlob';

/** The character code of `/`. */
export const slash = 47;
const dot = 46;

/**
 * The states of a glob. State `i` leads to state `i + 1` by the one character that it takes; everything else in a
 * glob is loops and jumps. A path and a glob are both read with a trailing `/`, so that `**` and the `/` after it
 * form one unit: nothing, or whole segments.
 */
export interface GlobAutomaton {
  /** The token of each state; undefined if only jumps lead out of it. The last state is the accepting one. */
  readonly takes: readonly (GlobToken | undefined)[];
  /** States that stay for any character but `/`. */
  readonly stars: ReadonlySet<number>;
  /** States that stay for any character. */
  readonly globstars: ReadonlySet<number>;
  /** From a state to a later one without consuming a character, sorted by their start. */
  readonly jumps: readonly Jump[];
}

/** A transition that consumes no character. */
export interface Jump {
  readonly from: number;
  readonly to: number;
  /** Only at the beginning of a path segment. */
  readonly atSegment: boolean;
}

/**
 * Builds the automaton of a glob. Its size is that of the glob: alternatives are not expanded.
 *
 * @param withAllBelow whether a match includes all paths below
 */
export function buildAutomaton(glob: readonly GlobToken[], withAllBelow: boolean): GlobAutomaton {
  const takes: (GlobToken | undefined)[] = [];
  const stars = new Set<number>();
  const globstars = new Set<number>();
  const jumps: Jump[] = [];
  /** Starts of alternatives, and the ends of those already read. */
  const groups: { readonly fork: number; readonly ends: number[] }[] = [];
  const jump = (from: number, to: number, atSegment = false): void => {
    jumps.push({ from, to, atSegment });
  };
  const tokens = [...glob, slash];
  tokens.forEach((token, index) => {
    const state = takes.length;
    switch (token) {
      case STAR:
        stars.add(state);
        return;
      case DOUBLE_STAR:
        (isGlobstar(tokens, index) ? globstars : stars).add(state);
        return;
      case OPEN:
        groups.push({ fork: state, ends: [] });
        jump(state, state + 1);
        break;
      case COMMA: {
        const { fork, ends } = groups.at(-1)!;
        ends.push(state);
        jump(fork, state + 1);
        break;
      }
      case CLOSE:
        for (const end of [...groups.pop()!.ends, state]) jump(end, state + 1);
        break;
      case slash:
        if (tokens[index - 1] === DOUBLE_STAR && globstars.has(state) && mayBeNothing(tokens, index)) {
          jump(state, state + 1, true);
        }
    }
    takes.push(token === OPEN || token === COMMA || token === CLOSE ? undefined : token);
  });
  if (withAllBelow) globstars.add(takes.length);
  takes.push(undefined);
  jumps.sort((a, b) => a.from - b.from);
  return { takes, stars, globstars, jumps };
}

/** `**` spans segments if it is a whole segment, and in `**.ts`. Elsewhere it is `*`. */
function isGlobstar(tokens: readonly GlobToken[], index: number): boolean {
  const before = tokens[index - 1] ?? slash;
  const after = tokens[index + 1]!;
  const begins = before === slash || before === OPEN || before === COMMA;
  const ends = after === slash || after === COMMA || after === CLOSE;
  return begins && (ends || (index === 0 && after === dot));
}

/** `a/**` matches `a` too, but `*\/**` does not match `*`. */
function mayBeNothing(tokens: readonly GlobToken[], index: number): boolean {
  return index < tokens.length - 1 || tokens[index - 3] !== STAR;
}

/** Whether a state that takes `token` takes the character. */
export function takesCode(token: GlobToken | undefined, code: number): boolean {
  if (token === undefined) return false;
  if (typeof token === 'number') return token === code || (token === ANY && code !== slash);
  return code !== slash && isMember(token, code);
}
