import { slash, takesCode, type GlobAutomaton, type Jump } from './globAutomaton';

/** Most cached masks of characters beyond ASCII. */
const maxWideMasks = 1024;

/** States of an automaton, as a bit set. */
export type StateSet = Int32Array;

/**
 * Steps from one set of states to the next, all states at once, 32 per word (the Shift-And algorithm of Baeza-Yates
 * and Gonnet): the cost of a step does not depend on the input before.
 */
export class StateSets {
  /** The initial states of an automaton. */
  readonly start: StateSet;
  private readonly words: number;
  /** States with a loop for any character but `/`, and for `/`. */
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

  /** Updates a set by one character. False if no state is left. */
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

  /** Whether the input so far matches. */
  isEnd(states: StateSet): boolean {
    const end = this.automaton.takes.length - 1;
    return (states[end >>> 5]! & (1 << end)) !== 0;
  }

  /** Whether a longer input can match. */
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

/** Pairs of start state and end state of each jump. */
function jumpTable(jumps: readonly Jump[]): Int32Array {
  return Int32Array.from(jumps.flatMap(({ from, to }) => [from, to]));
}

/** Adds the targets of jumps. Jumps are sorted and lead forward, so one pass is enough. */
function follow(jumps: Int32Array, states: StateSet): void {
  for (let index = 0; index < jumps.length; index += 2) {
    const from = jumps[index]!;
    if ((states[from >>> 5]! & (1 << from)) === 0) continue;
    const to = jumps[index + 1]!;
    states[to >>> 5]! |= 1 << to;
  }
}
