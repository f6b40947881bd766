import { slash, takesCode, type GlobAutomaton, type Jump } from './globAutomaton';

/** Masks of characters beyond ASCII that are kept at a time. */
const maxWideMasks = 1024;

/** States of an automaton, as bits. */
export type StateSet = Int32Array;

/**
 * Goes from one set of states to the next, all states at once, 32 in a word (the Shift-And algorithm of Baeza-Yates and Gonnet):
 * a step costs the same whatever was read before.
 */
export class StateSets {
  /** The states that an automaton begins with. */
  readonly start: StateSet;
  private readonly words: number;
  /** States that stay where they are for any character but `/`, and for `/`. */
  private readonly staying: StateSet;
  private readonly stayingAtSlash: StateSet;
  private readonly jumps: Int32Array;
  private readonly jumpsAtSegment: Int32Array;
  /** The states that take a character, by its code. */
  private readonly asciiMasks: (StateSet | undefined)[] = new Array<undefined>(128).fill(undefined);
  private readonly wideMasks = new Map<number, StateSet>();

  constructor(private readonly automaton: GlobAutomaton) {
    const { takes, stars, globstars, jumps } = automaton;
    this.words = (takes.length + 31) >>> 5;
    this.stayingAtSlash = this.setOf(globstars);
    this.staying = this.setOf([...globstars, ...stars]);
    this.jumps = jumpTable(jumps.filter(({ atSegment }) => !atSegment));
    this.jumpsAtSegment = jumpTable(jumps);
    this.start = this.setOf([0]);
    follow(this.jumpsAtSegment, this.start);
  }

  /** Changes a set to what it is after a character. False when no state is left. */
  step(states: StateSet, code: number): boolean {
    const taking = this.takingOf(code);
    const staying = code === slash ? this.stayingAtSlash : this.staying;
    let carry = 0;
    let any = 0;
    for (let word = 0; word < states.length; word++) {
      const before = states[word]!;
      const moved = before & taking[word]!;
      const after = (moved << 1) | carry | (before & staying[word]!);
      carry = moved >>> 31;
      states[word] = after;
      any |= after;
    }
    if (any === 0) return false;
    follow(code === slash ? this.jumpsAtSegment : this.jumps, states);
    return true;
  }

  /** Whether what was read matches. */
  isEnd(states: StateSet): boolean {
    const end = this.automaton.takes.length - 1;
    return (states[end >>> 5]! & (1 << end)) !== 0;
  }

  /** Whether something longer than what was read can match. */
  canGoOn(states: StateSet): boolean {
    const end = this.automaton.takes.length - 1;
    const isEndless = this.automaton.globstars.has(end);
    return states.some((bits, word) => (word === end >>> 5 && !isEndless ? bits & ~(1 << end) : bits) !== 0);
  }

  private takingOf(code: number): StateSet {
    const known = code < 128 ? this.asciiMasks[code] : this.wideMasks.get(code);
    if (known) return known;
    const states: number[] = [];
    this.automaton.takes.forEach((token, state) => {
      if (takesCode(token, code)) states.push(state);
    });
    const mask = this.setOf(states);
    if (code < 128) {
      this.asciiMasks[code] = mask;
    } else {
      if (this.wideMasks.size >= maxWideMasks) this.wideMasks.clear();
      this.wideMasks.set(code, mask);
    }
    return mask;
  }

  private setOf(states: Iterable<number>): StateSet {
    const set = new Int32Array(this.words);
    for (const state of states) set[state >>> 5]! |= 1 << state;
    return set;
  }
}

/** Pairs of the state that a jump begins at and the one that it ends at. */
function jumpTable(jumps: readonly Jump[]): Int32Array {
  return Int32Array.from(jumps.flatMap(({ from, to }) => [from, to]));
}

/** Adds the states that others jump to. Jumps are sorted and lead forward, so that once through them is enough. */
function follow(jumps: Int32Array, states: StateSet): void {
  for (let index = 0; index < jumps.length; index += 2) {
    const from = jumps[index]!;
    if ((states[from >>> 5]! & (1 << from)) === 0) continue;
    const to = jumps[index + 1]!;
    states[to >>> 5]! |= 1 << to;
  }
}
